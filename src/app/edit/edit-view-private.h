// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The view's parts, for its actions.
// Layer: app.

#pragma once

#include "app/edit/edit-view.h"
#include "app/edit/song-picture.h"

#define COLUMN_PX 264
#define COLUMN_MIN_PX 200
#define TOOLS_PX 42

struct _LtEditView
{
  GtkWidget parent_instance;

  LtEditState   *state;
  LtSongPicture *picture;
  GtkWidget     *split, *overview, *ruler, *lanes, *lane_rows, *playhead, *tracks, *detail, *hint, *columns, *column, *scrollbar, *tools, *grid_button, *menu;
  int            column_px, column_begin; /* 0: by the window's width */
  gboolean       is_placed, is_narrow;
  guint64        open_marker; /* whose name is being typed */

  LtSession  *clipboard; /* the session that was copied from; NULL: nothing */
  GArray     *copied;    /* of LtId, in it */
  char       *loop_gesture, *marker_gesture;
  double      loop_stays; /* the end of the loop that is not dragged; NAN: both are new */
  LtTimeScale zoom_back; /* rate_hz 0: none */
};

void lt_edit_view_show_detail (LtEditView *self);

/* edit-view-column.c: what is left of the song. */
GtkWidget *lt_edit_view_build_column (LtEditView *self);

/* edit-view-ruler.c */
GtkWidget *lt_edit_view_build_ruler (LtEditView *self);
void       lt_edit_view_fill_ruler (LtEditView *self); /* with scale, markers and loop */

/* edit-actions.c: the rows, and a handler each. */
void lt_edit_actions_install (GtkWidgetClass *class);

/* edit-automation.c: the same for automation. */
void lt_edit_automation_install (GtkWidgetClass *class);

/* edit-folders.c: the same for folders. */
void lt_edit_folders_install (GtkWidgetClass *class);

/* edit-relink.c: asks for the file of a source. */
void lt_edit_relink_ask (LtEditView *self, LtId source_id);

/* edit-markers.c: a popover to name or remove a marker. */
void lt_edit_markers_open (LtEditView *self, LtId marker_id);
void lt_edit_markers_add (LtEditView *self, int64_t pos_frames);
