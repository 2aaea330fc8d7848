// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What files are is found out in a thread; until then the preview knows their number alone.
// Layer: app.

#include "app/edit/lanes-drop.h"

#include "app/edit/edit-import.h"
#include "app/edit/lanes-ghosts.h"
#include "app/shell/opener.h"
#include "app/shell/window-drop.h"
#include "studio/intake-list.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

typedef struct
{
  LtEditView    *view; /* borrowed: its overlay owns this */
  GtkDropTarget *target;
  GtkWidget     *ghosts, *label;
  char         **paths;  /* NULL: not known yet */
  GPtrArray     *items;  /* of LtIntakeItem; NULL: not known yet */
  GPtrArray     *names;  /* of char *, one for each of pieces */
  GArray        *pieces; /* of LtIntakePiece */
  guint          n_unread;
  GCancellable  *listing;
  LtSnap         snap;
  double         x, y;
  gboolean       is_inside;
} LanesDrop;

/* --- the sentence --- */

static char *
dup_onto (const LtLanesDropNews *news)
{
  if (news->n_files == 1)
    return g_strdup_printf (_ ("“%s” onto “%s” at %s"), news->first, news->track, news->at);
  if (news->place.order == LT_INTAKE_BELOW)
    return g_strdup_printf (ngettext ("%u file from “%s” down, one below another, at %s", "%u files from “%s” down, one below another, at %s", news->n_files),
                            news->n_files, news->track, news->at);
  return g_strdup_printf (ngettext ("%u file onto “%s”, one behind another, from %s", "%u files onto “%s”, one behind another, from %s", news->n_files),
                          news->n_files, news->track, news->at);
}

static char *
dup_new (const LtLanesDropNews *news)
{
  guint n = news->n_tracks;

  if (news->n_timed == 0)
    return g_strdup_printf (ngettext ("%u new track at %s", "%u new tracks at %s", n), n, news->at);
  if (news->n_timed >= n)
    return g_strdup_printf (ngettext ("%u new track at the file’s BWF time", "%u new tracks at the files’ BWF times", n), n);
  return g_strdup_printf (ngettext ("%u new track at %s, or at the file’s BWF time", "%u new tracks at %s, those with a BWF time there", n), n, news->at);
}

char *
lt_lanes_drop_dup_sentence (const LtLanesDropNews *news)
{
  g_autofree char *what = news->track != NULL ? dup_onto (news) : dup_new (news);

  if (news->n_unread == 0)
    return g_steal_pointer (&what);
  g_autofree char *left = g_strdup_printf (ngettext ("%u can’t be read", "%u can’t be read", news->n_unread), news->n_unread);
  return g_strdup_printf ("%s · %s", what, left);
}

/* --- the preview --- */

/* Shift, or Ctrl, with which a file manager offers copies alone. Events of a drag don't say. */
static gboolean
is_below (LanesDrop *self)
{
  GdkSurface     *surface = gtk_native_get_surface (gtk_widget_get_native (GTK_WIDGET (self->view)));
  GdkSeat        *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self->view)));
  GdkModifierType state = 0;

  if (surface != NULL && seat != NULL)
    gdk_surface_get_device_position (surface, gdk_seat_get_pointer (seat), NULL, NULL, &state);
  return (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0;
}

static LtIntakePlace
find_place (LanesDrop *self, double *met)
{
  LtEditState     *state = self->view->state;
  const LtSession *session = lt_edit_state_get_session (state);
  double           frame = MAX (lt_time_scale_frame (lt_edit_state_get_scale (state), self->x), 0.0), place = frame;
  int              row = lt_edit_state_find_row (state, self->y);
  LtIntakePlace    found = { .order = LT_INTAKE_NEW_TRACKS };

  if (self->snap.points == NULL)
    self->snap = lt_edit_state_make_snap (state, NULL);
  *met = lt_snap_find (&self->snap, frame, &place) ? place : -1.0;
  found.pos_frames = llround (place);
  if (row < 0)
    return found;
  found.order = is_below (self) ? LT_INTAKE_BELOW : LT_INTAKE_BEHIND;
  found.track_id = ((const LtTrack *) session->tracks->pdata[row])->strip->id;
  return found;
}

/* Of what is known: the files' lengths and times, or their number. */
static guint
find_pieces (LanesDrop *self, GArray **pieces)
{
  LtIntakePiece unknown = { .time_reference = -1 };

  if (self->pieces != NULL)
    {
      *pieces = g_array_ref (self->pieces);
      return self->items->len;
    }
  *pieces = g_array_new (FALSE, FALSE, sizeof (LtIntakePiece));
  for (guint i = 0; self->paths[i] != NULL; i++)
    g_array_append_val (*pieces, unknown);
  return (*pieces)->len;
}

static const char *
name_of (LanesDrop *self, guint piece)
{
  return self->names != NULL && piece < self->names->len ? g_ptr_array_index (self->names, piece) : "";
}

static void
show (LanesDrop *self)
{
  LtEditState            *state = self->view->state;
  const LtSession        *session = lt_edit_state_get_session (state);
  g_autoptr (GArray)      pieces = NULL;
  double                  met;
  LtLanesDropNews         news = { .place = find_place (self, &met), .n_files = find_pieces (self, &pieces), .n_unread = self->n_unread };
  g_autofree LtIntakeSpot *spots = g_new (LtIntakeSpot, pieces->len);
  g_autofree LtLanesGhost *ghosts = g_new (LtLanesGhost, pieces->len);
  const LtTrack          *track = news.place.track_id != 0 ? lt_session_find_track (session, news.place.track_id) : NULL;
  g_autofree char        *at = lt_time_scale_dup_bars (lt_edit_state_get_scale (state), (double) news.place.pos_frames);
  g_autofree char        *time = lt_time_scale_dup_time (lt_edit_state_get_scale (state), (double) news.place.pos_frames, 3);
  g_autofree char        *both = g_strdup_printf ("%s · %s", at, time), *text = NULL;

  lt_intake_place_find (&news.place, session, (const LtIntakePiece *) (gconstpointer) pieces->data, pieces->len, spots);
  for (guint i = 0; i < pieces->len; i++)
    {
      const LtIntakePiece *piece = &g_array_index (pieces, LtIntakePiece, i);

      ghosts[i] = (LtLanesGhost) { spots[i], piece->n_frames, name_of (self, i) };
      news.n_tracks += spots[i].row >= session->tracks->len;
      news.n_timed += piece->time_reference >= 0;
    }
  news.track = track != NULL ? track->strip->name : NULL;
  news.at = both;
  news.first = name_of (self, 0);
  text = pieces->len > 0 ? lt_lanes_drop_dup_sentence (&news) : g_strdup (_ ("Nothing here can be read"));
  lt_edit_state_set_snap_line (state, met);
  lt_lanes_ghosts_show (LT_LANES_GHOSTS (self->ghosts), ghosts, pieces->len);
  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_widget_set_visible (self->label, TRUE);
}

static void
hide (LanesDrop *self)
{
  self->is_inside = FALSE;
  lt_lanes_ghosts_show (LT_LANES_GHOSTS (self->ghosts), NULL, 0);
  gtk_widget_set_visible (self->label, FALSE);
  lt_edit_state_set_snap_line (self->view->state, -1.0);
  lt_edit_state_clear_snap (&self->snap);
}

static void
yield_window (LanesDrop *self, gboolean yields)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->view));

  if (LT_IS_WINDOW (root))
    lt_window_drop_yield (LT_WINDOW (root), yields);
}

/* --- what the files are --- */

typedef struct
{
  char     **paths;
  GPtrArray *notes;
} Listing;

static void
listing_free (gpointer data)
{
  Listing *self = data;

  g_strfreev (self->paths);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Listing   *self = data;
  GError    *error = NULL;
  GPtrArray *items = lt_intake_list ((const char *const *) self->paths, true, self->notes, &error);

  if (items != NULL)
    g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
forget (LanesDrop *self)
{
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  g_clear_pointer (&self->paths, g_strfreev);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->pieces, g_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  self->n_unread = 0;
}

/* As the tracks will be named, one for each of its channels when it is split. */
static void
add_names (LanesDrop *self, const LtIntakeItem *item)
{
  g_autofree char *shown = g_filename_display_basename (item->left);
  char            *dot = strrchr (shown, '.');
  uint32_t         n = item->n_channels > 2 ? item->n_channels : 1;

  if (dot != NULL && dot != shown)
    *dot = '\0';
  for (uint32_t k = 0; k < n; k++)
    g_ptr_array_add (self->names, n > 1 ? g_strdup_printf ("%s %u", shown, k + 1) : g_strdup (item->name != NULL ? item->name : shown));
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  Listing             *listing = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError)   error = NULL;
  g_autoptr (GPtrArray) items = g_task_propagate_pointer (G_TASK (result), &error);
  LanesDrop           *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) /* @self may be gone */
    return;
  g_clear_object (&self->listing);
  if (lt_edit_state_get_session (self->view->state) == NULL)
    return;
  self->items = items != NULL ? g_steal_pointer (&items) : g_ptr_array_new ();
  self->n_unread = listing->notes->len;
  self->pieces = lt_intake_list_pieces (self->items, lt_edit_state_get_session (self->view->state)->rate_hz);
  self->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->items->len; i++)
    add_names (self, g_ptr_array_index (self->items, i));
  if (self->is_inside)
    show (self);
}

static void
list (LanesDrop *self)
{
  Listing *listing = g_new0 (Listing, 1);

  *listing = (Listing) { g_strdupv (self->paths), g_ptr_array_new_with_free_func (g_free) };
  self->listing = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (NULL, self->listing, on_listed, self);
  g_task_set_task_data (task, listing, listing_free);
  g_task_run_in_thread (task, list_in_thread);
}

/* --- the drag --- */

static void
on_value (GtkDropTarget *target, GParamSpec *pspec, LanesDrop *self)
{
  const GValue *value = gtk_drop_target_get_value (target);

  forget (self);
  self->paths = value != NULL ? lt_window_drop_dup_paths (value) : NULL;
  if (self->paths == NULL)
    return;
  if (self->paths[0] == NULL || (self->paths[1] == NULL && lt_opener_is_session (self->paths[0]))
      || lt_edit_state_get_session (self->view->state) == NULL) /* the window knows what to do */
    {
      g_clear_pointer (&self->paths, g_strfreev);
      hide (self);
      yield_window (self, FALSE);
      gtk_drop_target_reject (target);
      return;
    }
  list (self);
  if (self->is_inside)
    show (self);
}

static GdkDragAction
on_motion (GtkDropTarget *target, double x, double y, LanesDrop *self)
{
  self->x = x;
  self->y = y;
  if (!self->is_inside)
    yield_window (self, TRUE);
  self->is_inside = TRUE;
  if (self->paths == NULL) /* a drag of this program has its value at once, without a word */
    on_value (target, NULL, self);
  else if (lt_edit_state_get_session (self->view->state) != NULL)
    show (self);
  return GDK_ACTION_COPY;
}

static void
on_leave (GtkDropTarget *target, LanesDrop *self)
{
  hide (self);
  forget (self);
  yield_window (self, FALSE);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, LanesDrop *self)
{
  g_auto (GStrv) paths = lt_window_drop_dup_paths (value);
  double         met;

  if (paths[0] == NULL || lt_edit_state_get_session (self->view->state) == NULL)
    return FALSE;
  self->x = x;
  self->y = y;
  LtIntakePlace place = find_place (self, &met);
  hide (self);
  forget (self);
  lt_edit_import_run (self->view, (const char *const *) paths, &place);
  return TRUE;
}

static void
drop_free (gpointer data)
{
  LanesDrop *self = data;

  forget (self);
  lt_edit_state_clear_snap (&self->snap);
  g_free (self);
}

void
lt_lanes_drop_init (LtEditView *view, GtkOverlay *overlay)
{
  LanesDrop *self = g_new0 (LanesDrop, 1);

  self->view = view;
  self->ghosts = lt_lanes_ghosts_new (view->state);
  self->label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->label, "drop-say");
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_halign (self->label, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->label, GTK_ALIGN_END);
  gtk_widget_set_can_target (self->label, FALSE);
  gtk_widget_set_visible (self->label, FALSE);
  gtk_overlay_add_overlay (overlay, self->ghosts);
  gtk_overlay_add_overlay (overlay, self->label);

  self->target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  gtk_drop_target_set_preload (self->target, TRUE);
  g_signal_connect (self->target, "notify::value", G_CALLBACK (on_value), self);
  g_signal_connect (self->target, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect (self->target, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (self->target, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (self->target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (overlay), GTK_EVENT_CONTROLLER (self->target));
  g_object_set_data_full (G_OBJECT (overlay), "lt-drop", self, drop_free);
}
