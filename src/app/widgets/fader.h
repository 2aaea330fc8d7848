// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A fader: upright with cap and scale, or lying as a small slider (pan, a track's volume).
// Layer: app/widgets. Main thread.
//
// Upright it spares LT_FADER_TOP and LT_FADER_BOTTOM px at its ends; a meter of the same height beside it does too.

#pragma once

#include "app/widgets/control.h"

#define LT_FADER_TOP 12
#define LT_FADER_BOTTOM 4

#define LT_TYPE_FADER (lt_fader_get_type ())
G_DECLARE_FINAL_TYPE (LtFader, lt_fader, LT, FADER, LtControl)

/* Its spec: lt_value_spec_fader (), lying and of two sides: lt_value_spec_pan (); another by lt_control_set_spec (). */
GtkWidget *lt_fader_new (void);
GtkWidget *lt_fader_new_pan (void);
GtkWidget *lt_fader_new_slider (void);

/* Whether an upright one has its numbers beside the trough; it has at first. */
void lt_fader_set_has_numbers (LtFader *self, gboolean has_numbers);
