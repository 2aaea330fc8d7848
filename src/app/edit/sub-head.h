// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The head of a row that belongs to a strip above it: one of its lanes, one of its takes.
// Layer: app. Main thread.

#pragma once

#include "app/edit/edit-state.h"

#define LT_TYPE_SUB_HEAD (lt_sub_head_get_type ())
G_DECLARE_DERIVABLE_TYPE (LtSubHead, lt_sub_head, LT, SUB_HEAD, GtkWidget)

/* A GtkWidget in its place: what lies in it is one child. */
struct _LtSubHeadClass
{
  GtkWidgetClass parent_class;
};

/* Once, when it is made. A press anywhere on it picks the strip. */
void lt_sub_head_set_up (LtSubHead *self, LtEditState *state, GtkWidget *child);

/* Whose it is: its colour, and lit while that is picked. */
void lt_sub_head_set_strip (LtSubHead *self, const LtStrip *strip);

LtEditState *lt_sub_head_get_state (LtSubHead *self); /* borrowed */
