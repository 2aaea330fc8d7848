// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Name of a take beside its lane, and what can be done with all of it.
// Layer: app. Main thread.

#pragma once

#include "app/edit/sub-head.h"

#define LT_TYPE_TAKE_HEAD (lt_take_head_get_type ())
G_DECLARE_FINAL_TYPE (LtTakeHead, lt_take_head, LT, TAKE_HEAD, LtSubHead)

GtkWidget *lt_take_head_new (LtEditState *state);
void       lt_take_head_show (LtTakeHead *self, const LtTrack *track, guint index);
