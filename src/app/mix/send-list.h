// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The sends of a strip: a knob each, and a way to add one.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

#define LT_TYPE_SEND_LIST (lt_send_list_get_type ())
G_DECLARE_FINAL_TYPE (LtSendList, lt_send_list, LT, SEND_LIST, GtkWidget)

GtkWidget *lt_send_list_new (LtContext *context, LtId strip_id);

/* As they are now; borrowed for the call. */
void lt_send_list_update (LtSendList *self, const LtSession *session, const LtStrip *strip);

/* Knob @index, the way to add one when there are not as many. */
gboolean lt_send_list_focus (LtSendList *self, guint index);

/* (transfer full): two letters that stand for a bus. */
char *lt_send_list_dup_letters (const char *name);
