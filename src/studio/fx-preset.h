// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Presets of one effect: the key file presets/fx/KEY.preset, a group a preset, in the order of the menu.
// Layer: studio.

#pragma once

#include "fx/fx.h"

#include <glib.h>

/* (transfer full): the names of @type's presets; may be empty. */
char **lt_fx_preset_list (const LtFxType *type);

/* (transfer full): preset @name of @type's in the user's language. */
char *lt_fx_preset_dup_title (const LtFxType *type, const char *name);

/* All of @type's @values (LT_FX_MAX_PARAMS of them): what preset @name says, defaults for the rest. False and a sentence
   when there is no such preset, or it says what can't be; @values are undefined then. */
bool lt_fx_preset_load (const LtFxType *type, const char *name, float *values, GError **error);

/* The same from @group of a file that is open; @name is for the sentence. */
bool lt_fx_preset_read (GKeyFile *file, const char *group, const LtFxType *type, const char *name, float *values, GError **error);
