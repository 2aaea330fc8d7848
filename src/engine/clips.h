// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A strip's own recordings: clips with gain, envelope, fades and cross-fades, summed.
// Layer: engine.

#pragma once

#include "engine/plan-private.h"

/* Audio thread. @len frames of the strip's clips from @pos into @out (n_channels), silence where there is
   none. Announces clips that begin soon. Adds to *starved the frames whose samples were not there. */
LT_RT void lt_clips_read (const LtPlanStrip *strip, int64_t pos, uint32_t len, float *const *out, uint32_t *starved);

/* Any thread. Would that read find every sample? */
LT_RT bool lt_clips_ready (const LtPlanStrip *strip, int64_t pos, uint32_t len);
