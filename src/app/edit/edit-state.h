// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the parts of the Edit view share: zoom and scroll, rows, tool, grid, playhead, and the way to the document.
// Layer: app. Main thread.

#pragma once

#include "app/edit/folder-rows.h"
#include "app/edit/open-lanes.h"
#include "app/edit/snap.h"
#include "app/shell/context.h"
#include "app/shell/time-choices.h"
#include "app/widgets/time-scale.h"
#include "session/edit-ripple.h"

#include <gtk/gtk.h>

typedef enum
{
  LT_EDIT_TOOL_POINTER,
  LT_EDIT_TOOL_RANGE,
  LT_EDIT_TOOL_SPLIT,
  LT_EDIT_TOOL_DRAW, /* clip gain and automation, by hand */
} LtEditTool;

#define LT_EDIT_ROW_S 26
#define LT_EDIT_ROW_M 48
#define LT_EDIT_ROW_L 78
#define LT_EDIT_LANE 46 /* of a value's automation */
#define LT_EDIT_INDENT 8 /* px for every folder that a track is in */
#define LT_EDIT_BAR 4    /* px of the colour before a track or folder */
#define LT_EDIT_SNAP_PX 8.0

#define LT_TYPE_EDIT_STATE (lt_edit_state_get_type ())
G_DECLARE_FINAL_TYPE (LtEditState, lt_edit_state, LT, EDIT_STATE, GObject)

/* Signals: "view" (): zoom, scroll, rows or session; "position" (): the playhead; "tool" (): tool or grid;
   "mark" (): range rows or the snap line. */
LtEditState *lt_edit_state_new (LtContext *context);

LtContext       *lt_edit_state_get_context (LtEditState *self);   /* borrowed */
LtSelection     *lt_edit_state_get_selection (LtEditState *self); /* borrowed */
const LtSession *lt_edit_state_get_session (LtEditState *self);   /* borrowed; NULL: none */

/* (transfer full): absolute. */
char *lt_edit_state_dup_source_path (LtEditState *self, const LtSource *source);

/* --- the part that is seen --- */

const LtTimeScale *lt_edit_state_get_scale (LtEditState *self); /* borrowed; valid with a session */
void               lt_edit_state_set_start (LtEditState *self, double frame);
void               lt_edit_state_zoom_at (LtEditState *self, int steps, double x);
void               lt_edit_state_fit (LtEditState *self, double from, double to);
void               lt_edit_state_reveal (LtEditState *self, double frame); /* scrolls when it is out of sight */

void               lt_edit_state_reveal_strip (LtEditState *self, LtId strip_id);

/* The lanes' size. */
void lt_edit_state_set_size (LtEditState *self, int width, int height);
int  lt_edit_state_get_width (LtEditState *self);
int  lt_edit_state_get_height (LtEditState *self);

/* End of the song and some room behind it, frames. */
double lt_edit_state_get_length (LtEditState *self);

/* --- rows: a track each, below those of the folders that begin with it --- */

guint lt_edit_state_n_rows (LtEditState *self);
int   lt_edit_state_get_row_height (LtEditState *self, guint row); /* 0: its folder is folded */
int   lt_edit_state_get_row_y (LtEditState *self, guint row); /* in the lanes, scrolled */
int   lt_edit_state_find_row (LtEditState *self, double y);   /* with its lanes; -1: below the last or above the first */
int   lt_edit_state_get_total_height (LtEditState *self);
void  lt_edit_state_set_row_height (LtEditState *self, guint row, int height);
void  lt_edit_state_step_row_heights (LtEditState *self, int steps); /* all of them: S, M, L */

/* Waveforms are drawn louder than they are, so that what is soft is seen: in dB, 0 or more. Nothing sounds other for it. */
double lt_edit_state_get_wave_db (LtEditState *self);
void   lt_edit_state_step_wave (LtEditState *self, int steps);

/* Borrowed until the session changes. */
const LtFolderRows *lt_edit_state_get_folders (LtEditState *self);
int                 lt_edit_state_get_folder_y (LtEditState *self, const LtFolderRow *row); /* in the lanes, scrolled */
int                 lt_edit_state_get_row_pitch (LtEditState *self, guint row);             /* from its top to that of the next */
gboolean            lt_edit_state_is_hidden (LtEditState *self, LtId strip_id);             /* in a folded folder */
void                lt_edit_state_toggle_fold (LtEditState *self, LtId folder_id);

/* --- automation lanes: below the row of their track; those of other strips below the last row --- */

int lt_edit_state_get_row_span (LtEditState *self, guint row); /* its height with its lanes' */

LtOpenLanes *lt_edit_state_get_open_lanes (LtEditState *self);    /* borrowed */
void         lt_edit_state_lanes_changed (LtEditState *self);     /* after a change of what is open */

/* Opens it and brings it into view: folders that hide its track are unfolded, which is a step of undo. */
void lt_edit_state_show_lane (LtEditState *self, const LtAutomationTarget *target);

typedef struct
{
  LtAutomationTarget target;
  int                y; /* in the lanes, scrolled */
} LtEditLanePlace;

/* (transfer full): of LtEditLanePlace, those that are seen, from top to bottom. */
GArray *lt_edit_state_dup_lane_places (LtEditState *self);

GtkAdjustment *lt_edit_state_get_vertical (LtEditState *self); /* borrowed */

/* --- tool, grid, playhead --- */

LtEditTool lt_edit_state_get_tool (LtEditState *self);
void       lt_edit_state_set_tool (LtEditState *self, LtEditTool tool);
/* Borrowed: grid, what is met, how the view follows. */
LtTimeChoices *lt_edit_state_get_choices (LtEditState *self);
LtGrid lt_edit_state_get_grid (LtEditState *self); /* the one that counts now: never LT_GRID_AUTO */
void   lt_edit_state_toggle_snap (LtEditState *self);
double lt_edit_state_get_step (LtEditState *self);        /* frames of the grid at the playhead; of a 16th when it is off */
double lt_edit_state_find_step (LtEditState *self, double frame, int way); /* the grid's next line, or the one before */
double lt_edit_state_find_edge (LtEditState *self, double frame, int way); /* of clips, markers and ranges; below 0: none */
LtRipple   lt_edit_state_get_ripple (LtEditState *self); /* what moves along with an edit */
void       lt_edit_state_set_ripple (LtEditState *self, LtRipple ripple);

double lt_edit_state_get_position (LtEditState *self); /* frames */
void   lt_edit_state_locate (LtEditState *self, double frame);

/* --- what is picked --- */

/* (transfer full): of LtId. */
GArray *lt_edit_state_dup_clips (LtEditState *self);
void    lt_edit_state_pick (LtEditState *self, const GArray *ids);

/* The tracks from the selection's fixed end to this one are picked; it leads. */
void lt_edit_state_pick_tracks_to (LtEditState *self, LtId strip_id);

/* Rows of the picked range. */
void lt_edit_state_set_range_rows (LtEditState *self, guint first, guint last);
void lt_edit_state_get_range_rows (LtEditState *self, guint *first, guint *last);

/* --- snapping --- */

/* Everything that can be met but edges of @without (of LtId; NULL: all); clear with lt_edit_state_clear_snap. */
LtSnap lt_edit_state_make_snap (LtEditState *self, const GArray *without);
void   lt_edit_state_clear_snap (LtSnap *snap);

/* The line that shows what was met; below 0: none. */
void   lt_edit_state_set_snap_line (LtEditState *self, double frame);
double lt_edit_state_get_snap_line (LtEditState *self);

/* What the hand in the lanes has reached, beside the pointer at @x, @y of them. @text: transfer full; NULL: none. */
typedef struct
{
  const char *text;
  double      x, y;
} LtEditTag;

void      lt_edit_state_set_hand_tag (LtEditState *self, char *text, double x, double y);
LtEditTag lt_edit_state_get_hand_tag (LtEditState *self); /* borrowed */

/* --- editing --- */

/* @next: transfer full. @key: of the gesture, or NULL. */
void lt_edit_state_apply (LtEditState *self, LtSession *next, const char *label, const char *key);

/* What the gesture of @key has done was never done. NULL: nothing happens. */
void lt_edit_state_cancel (LtEditState *self, const char *key);
