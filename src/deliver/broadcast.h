// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a delivered WAV file's bext chunk says.
// Layer: deliver.

#pragma once

#include "deliver/delivery.h"

/* From the session's tags, the place on the time line and the file's form; @measured NULL: not known yet, which changes
   no length. Holds no time of writing: same delivery, same bytes. */
void lt_broadcast_fill (const LtDelivery *job, const LtTags *tags, const LtMeasurement *measured, LtBext *bext);
