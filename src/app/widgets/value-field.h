// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A number with its unit that is dragged like a knob and typed over in place.
// Layer: app/widgets. Main thread.
//
// CSS node "valuefield"; class "flat" leaves out the fill. Size and weight of the text are the style's.

#pragma once

#include "app/widgets/control.h"

#define LT_TYPE_VALUE_FIELD (lt_value_field_get_type ())
G_DECLARE_FINAL_TYPE (LtValueField, lt_value_field, LT, VALUE_FIELD, LtControl)

GtkWidget *lt_value_field_new (const LtValueSpec *spec);

/* Before the number, as the "Q" of a band; NULL: nothing. */
void lt_value_field_set_prefix (LtValueField *self, const char *prefix);

/* Shown at first. */
void lt_value_field_set_shows_unit (LtValueField *self, gboolean shows_unit);

/* 0: left, 0.5: in the middle, 1: right, as at first. */
void lt_value_field_set_align (LtValueField *self, double align);
