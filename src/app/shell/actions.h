// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The table of everything that can be done by name: it feeds keys, menus, tooltips and the shortcuts window.
// Layer: app. Main thread.
//
// The handlers are GActions (of the application, the window or a view's class); a row gives one a label and keys.

#pragma once

#include <gtk/gtk.h>

typedef enum
{
  LT_ACTIONS_ANYWHERE,
  LT_ACTIONS_WELCOME, /* while that page is in front */
  LT_ACTIONS_EDIT,
  LT_ACTIONS_MIX,
  LT_ACTIONS_MASTER,
} LtActionsScope;

typedef struct
{
  const char    *action;  /* detailed name: "win.undo", "win.view::mix" */
  const char    *label;   /* N_() */
  const char    *section; /* N_(), of the shortcuts window */
  const char    *keys;    /* as gtk_accelerator_parse takes them, several apart by a space; NULL: none */
  LtActionsScope scope;
} LtActionRow;

/* A table that lives for ever; each once, before the first window. */
void lt_actions_add (const LtActionRow *rows, guint n_rows);

guint              lt_actions_get_n (void);
const LtActionRow *lt_actions_get (guint index);
const LtActionRow *lt_actions_find (const char *action); /* NULL: none */

/* The row that a key press means in @scope; rows of the scope win over those for anywhere. NULL: none. */
const LtActionRow *lt_actions_find_key (guint keyval, GdkModifierType state, LtActionsScope scope);

/* A press that belongs to the text that is being edited: letters, and what edits text with Ctrl. */
gboolean lt_actions_is_text_key (guint keyval, GdkModifierType state);

/* (transfer full): "Undo (Ctrl+Z)" for a tooltip. */
char *lt_actions_dup_tooltip (const char *action);
void  lt_actions_set_tooltip (GtkWidget *widget, const char *action);

/* A tooltip that is the accessible name too, of the button inside where a menu button has one. */
void lt_actions_set_name (GtkWidget *widget, const char *name);

/* (transfer full): what a user wrote, as a menu's label: "_" stays itself, where a label would take it for a mnemonic. */
char *lt_actions_dup_label (const char *text);

/* Adds the first key of every item's action as its "accel", so that menus show it. */
void lt_actions_label_menu (GMenu *menu);
