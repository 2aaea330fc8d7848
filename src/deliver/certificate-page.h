// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A certificate for people: one page, A4, readable in grey.
// Layer: deliver.

#pragma once

#include "deliver/certificate-private.h"

/* Returns: (transfer full): a PDF without a time of writing, the same bytes for the same certificate, language and
   fonts; NULL and @error when it could not be drawn. */
GBytes *lt_certificate_page_draw (const LtCertificate *certificate, GError **error);
