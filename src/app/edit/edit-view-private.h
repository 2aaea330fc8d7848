// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The view's parts, for its actions.
// Layer: app.

#pragma once

#include "app/edit/edit-view.h"
#include "app/edit/song-picture.h"
#include "app/edit/transient-store.h"

#define COLUMN_PX 264
#define COLUMN_MIN_PX 200
#define TOOLS_PX 42

struct _LtEditView
{
  GtkWidget parent_instance;

  LtEditState   *state;
  LtSongPicture *picture;
  GtkWidget     *split, *overview, *ruler, *tempo_row, *tempo_label, *markers_label, *lanes, *lane_rows, *take_rows, *playhead, *tracks, *detail, *hint, *columns, *column, *scrollbar, *tools, *ripple_button, *menu, *browser;
  int            column_px, column_begin; /* 0: by the window's width */
  gboolean       is_placed, is_narrow;

  char       *range_gesture, *marker_gesture, *tempo_gesture;
  double      range_stays; /* the end of the loop or punch range that is not dragged; NAN: both are new */
  LtSession  *tempo_base;  /* before the drag of a change of tempo; NULL: there is none */
  LtSession  *ruled;       /* what the ruler shows; NULL: nothing yet */
  double      menu_frame;  /* where the rulers' menu was opened */
  LtTimeScale zoom_back; /* rate_hz 0: none */

  LtTransientStore *transients;
  gboolean          is_listening;
};

void lt_edit_view_show_detail (LtEditView *self);

/* edit-view-column.c: what is left of the song. */
GtkWidget *lt_edit_view_build_column (LtEditView *self);
void       lt_edit_view_show_ripple (LtEditView *self); /* on its button */

/* edit-view-ruler.c */
GtkWidget *lt_edit_view_build_ruler (LtEditView *self);
void       lt_edit_view_fill_ruler (LtEditView *self); /* with scale, markers and loop */
gboolean   lt_edit_view_is_free (LtEditView *self);    /* Shift: what is dragged meets nothing */

/* edit-actions.c: the rows, and a handler each. */
void lt_edit_actions_install (GtkWidgetClass *class);

/* lanes-actions.c: what hands do in the lanes, by name. */
void lt_lanes_actions_install (GtkWidgetClass *class);

/* edit-automation.c: the same for automation. */
void lt_edit_automation_install (GtkWidgetClass *class);

/* edit-analysis.c: the same for what is found by listening. */
void lt_edit_analysis_install (GtkWidgetClass *class);
void lt_edit_analysis_init (LtEditView *self);

/* edit-folders.c: the same for folders. */
void lt_edit_folders_install (GtkWidgetClass *class);

/* edit-jump.c: edit.go-to (a track), edit.reveal (a frame). */
void lt_edit_jump_install (GtkWidgetClass *class);

/* edit-relink.c: asks for the file of a source. */
void lt_edit_relink_ask (LtEditView *self, LtId source_id);

/* edit-markers.c: a popover to name, move or remove a marker or section; a new one is opened at once. */
void lt_edit_markers_open (LtEditView *self, LtId marker_id);
void lt_edit_markers_add (LtEditView *self, int64_t pos_frames);
void lt_edit_markers_add_section (LtEditView *self, int64_t from_frames, int64_t to_frames);
