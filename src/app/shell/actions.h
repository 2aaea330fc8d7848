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
  const char    *keys;    /* at first, as gtk_accelerator_parse takes them, several apart by a space; NULL: none */
  LtActionsScope scope;
} LtActionRow;

/* A table that lives for ever; each once, before the first window. */
void lt_actions_add (const LtActionRow *rows, guint n_rows);

guint              lt_actions_get_n (void);
const LtActionRow *lt_actions_get (guint index);
const LtActionRow *lt_actions_find (const char *action); /* NULL: none */

/* As they are now, whatever the row says; see LtKeymap. NULL: none; borrowed. */
const char *lt_actions_get_keys (const LtActionRow *row);

/* (transfer full): the first of them as people read it; NULL: none. */
char *lt_actions_dup_key_label (const LtActionRow *row);

/* The row that a key press means in @scope; rows of the scope win over those for anywhere. NULL: none. */
const LtActionRow *lt_actions_find_key (guint keyval, GdkModifierType state, LtActionsScope scope);

/* Does it from @widget, which has the action or is in what has it. FALSE: it can't be done there now. */
gboolean lt_actions_activate (const LtActionRow *row, GtkWidget *widget);

/* A press that belongs to the text that is being edited: letters, and what edits text with Ctrl. */
gboolean lt_actions_is_text_key (guint keyval, GdkModifierType state);

/* (transfer full): "Undo (Ctrl+Z)" for a tooltip. One that is set follows the keymap until the widget has another. */
char *lt_actions_dup_tooltip (const char *action);
void  lt_actions_set_tooltip (GtkWidget *widget, const char *action);

/* The same with @name for the action's label, "Undo: Move clip (Ctrl+Z)", and @more in a second line; either may be NULL. */
void lt_actions_set_tooltip_named (GtkWidget *widget, const char *action, const char *name, const char *more);

/* A tooltip that is the accessible name too, of the button inside where a menu button has one. */
void lt_actions_set_name (GtkWidget *widget, const char *name);

/* (transfer full): what a user wrote, as a menu's label: "_" stays itself, where a label would take it for a mnemonic. */
char *lt_actions_dup_label (const char *text);

/* Adds the first key of every item's action as its "accel", so that menus show it; again when the keymap has changed. */
void lt_actions_label_menu (GMenu *menu);

/* Keys that @widget uses itself while it has the focus: they come before those of the window. Tab needs none: it moves the
   focus, unless a widget around the focus has a controller that does something else with it. */
typedef gboolean (*LtActionsTakesKey) (GtkWidget *widget, guint keyval, GdkModifierType state);
void     lt_actions_set_own_keys (GtkWidget *widget, LtActionsTakesKey takes);
gboolean lt_actions_has_own_key (GtkWidget *widget, guint keyval, GdkModifierType state); /* NULL: FALSE */
