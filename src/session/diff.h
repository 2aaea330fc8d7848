// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What differs between two sessions, in words.
// Layer: session.

#pragma once

#include "session/session.h"

/* Returns: (transfer full): of char *, sentences such as "Vox: Fader −1.5 dB → −3.0 dB"; empty: nothing. What has the same
   id is compared. */
GPtrArray *lt_diff_list (const LtSession *from, const LtSession *to);

/* Returns: (transfer full): the one sentence, or how many there are; for the history. */
char *lt_diff_label (const LtSession *from, const LtSession *to);
