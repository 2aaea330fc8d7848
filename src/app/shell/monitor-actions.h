// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the monitor can be told (monitor.…): level, dim, mono, swap, polarity, solo; each has its row in the table.
// Layer: app. Main thread.
//
// States of the group: "dim", "mono", "swap", "invert-left", "invert-right", "solo-alone" (boolean), "level", "dim-level"
// (double, dB), "side" ("mix", "master", "reference"), "solo-mode" ("in-place", "afl", "pfl"; of the session),
// "reference" (uint64, the one that stands by; 0: none), "delta" and "alone" (uint64, the slot whose change, or which alone
// is heard; 0: none), "difference" (boolean, what the whole master changes), "word" ((uu), bits and dither; 0: as it is),
// "match" (boolean, a preference). Whatever is tied to an action shows it. One that is not enabled changes for nobody.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

void lt_monitor_actions_add_rows (void);

/* The group of @context; borrowed. */
GActionGroup *lt_monitor_actions_get (LtContext *context);

/* Puts it into @widget, as "monitor". */
void lt_monitor_actions_init (GtkWidget *widget, LtContext *context);

/* A menu of the session's references: which stands by, add, remove. (transfer full) */
GMenuModel *lt_monitor_actions_new_reference_menu (LtContext *context);

/* What makes that which is heard another than the master that a file would have. All zero: nothing. */
typedef struct
{
  guint    words; /* a bit each */
  double   level_db;
  gboolean has_service; /* heard as a streaming service plays it, by service_db */
  double   service_db;
  gconstpointer service; /* which one: two may play it equally loud */
} LtMonitorSigns;

LtMonitorSigns lt_monitor_actions_get_signs (LtContext *context);
gboolean       lt_monitor_actions_same_signs (const LtMonitorSigns *a, const LtMonitorSigns *b);

/* (transfer full): them in short words, translated; ends with NULL. */
GStrv lt_monitor_actions_dup_signs (LtContext *context, const LtMonitorSigns *signs);

/* S of a strip is pressed: solo on or off, of those that follow it too; the others' ends when @alone, or when that is
   the preference. One step of undo. */
void lt_monitor_actions_toggle_solo (LtContext *context, LtId strip_id, gboolean alone);

/* As it, by a click on @button, which shows what came of it: alone while Ctrl is held. Not for its "toggled". */
void lt_monitor_actions_press_solo (LtContext *context, LtId strip_id, GtkToggleButton *button);
