// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the files of the view's actions share: what is picked when one of them is called, and their tables.
// Layer: app.

#pragma once

#include "app/edit/clip-ops.h"
#include "app/edit/edit-view-private.h"
#include "app/shell/actions.h"

typedef struct
{
  LtEditView      *view;
  LtEditState     *state;
  const LtSession *session; /* NULL: none is open */
  GArray          *ids;     /* of LtId: the picked clips */
  int64_t          position;
} LtEditActionsNow;

LtEditActionsNow lt_edit_actions_now (GtkWidget *view);
void             lt_edit_actions_now_clear (LtEditActionsNow *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LtEditActionsNow, lt_edit_actions_now_clear)

/* One step of undo; @next is taken. FALSE: nothing has changed. */
gboolean lt_edit_actions_apply (LtEditActionsNow *now, LtSession *next, const char *label);

/* The same of an edit of the picked clips, with a word about those that are locked. */
gboolean lt_edit_actions_apply_clips (LtEditActionsNow *now, LtSession *next, const char *label);

void lt_edit_actions_say (LtEditActionsNow *now, const char *text);

/* Without picked clips: those of the picked track that sound at the playhead. FALSE: there are none either, and a toast says
   so. */
gboolean lt_edit_actions_need_clips (LtEditActionsNow *now);

/* The picked range and its tracks; without one FALSE. */
gboolean lt_edit_actions_get_range (LtEditActionsNow *now, int64_t *from, int64_t *to, LtRippleScope *scope);

/* The picked track, or the first one; 0: there is none. */
LtId lt_edit_actions_get_track (LtEditActionsNow *now);

typedef struct
{
  const char                 *name, *type;
  GtkWidgetActionActivateFunc handler;
} LtEditAction;

void lt_edit_actions_add (GtkWidgetClass *class, const LtEditAction *actions, guint n_actions, const LtActionRow *rows, guint n_rows);

/* Tables: one a file. */
void lt_edit_actions_clipboard_install (GtkWidgetClass *class);
void lt_edit_actions_clips_install (GtkWidgetClass *class);
void lt_edit_actions_values_install (GtkWidgetClass *class);
void lt_edit_actions_range_install (GtkWidgetClass *class);
void lt_edit_actions_song_install (GtkWidgetClass *class);
void lt_edit_actions_files_install (GtkWidgetClass *class);
