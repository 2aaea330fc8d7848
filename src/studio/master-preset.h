// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Presets of the master chain by name (studio/chain-preset.h), and the level that they are made for.
// Layer: studio.

#pragma once

#include "session/session.h"

#define LT_MASTER_PRESET_DEFAULT "balanced"

/* (transfer full): their names, sorted; may be empty. */
char **lt_master_preset_list (void);

/* Returns: (transfer full): @session with the chain of preset @name, or else the user's of that name, on the master, in place of what was there. NULL
   and a sentence when there is no such preset, or it says what can't be. */
LtSession *lt_master_preset_apply (const LtSession *session, const char *name, GError **error);

/* What the presets' thresholds are made for. */
#define LT_MASTER_PRESET_LUFS (-18.0)

/* Returns: (transfer full): @session with the finished mix on @track_id, one clip of @integrated_lufs (not finite: left as
   it is), brought to that loudness by the clip's gain and, where that doesn't reach, the trim. */
LtSession *lt_master_preset_stage (const LtSession *session, LtId track_id, double integrated_lufs);
