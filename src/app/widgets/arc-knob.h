// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A knob: an arc of 270° with its number inside and its name and unit below; small with two letters inside and the number below.
// Layer: app/widgets. Main thread.

#pragma once

#include "app/widgets/control.h"

#define LT_TYPE_ARC_KNOB (lt_arc_knob_get_type ())
G_DECLARE_FINAL_TYPE (LtArcKnob, lt_arc_knob, LT, ARC_KNOB, LtControl)

GtkWidget *lt_arc_knob_new (const LtValueSpec *spec);

/* 28 px, for sends. @letters: two of the target's name. */
GtkWidget *lt_arc_knob_new_mini (const LtValueSpec *spec, const char *letters);
void       lt_arc_knob_set_letters (LtArcKnob *self, const char *letters);

/* Where modulation has it now, as a dot on the arc; NAN: none. */
void lt_arc_knob_set_modulated (LtArcKnob *self, double value);
