// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Value, place and what clips keep; all of it is one step of undo.
// Layer: app.

#include "app/edit/tempo-popover.h"

#include "app/shell/settings.h"
#include "app/widgets/popover.h"
#include "session/edit-tempo.h"
#include "session/tempo.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>

typedef struct
{
  LtEditState         *state;
  LtTempoPopoverChange what;
  GtkWidget           *popover, *value, *place, *ramp, *keep;
} Form;

static void
form_free (gpointer data)
{
  Form *self = data;

  g_object_unref (self->state);
  g_free (self);
}

bool
lt_tempo_popover_keeps_bars (void)
{
  return lt_settings_get () != NULL && g_settings_get_boolean (lt_settings_get (), "tempo-keeps-bars");
}

static LtTempoKeep
keep_of (Form *self)
{
  gboolean bars = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->keep));

  if (lt_settings_get () != NULL)
    g_settings_set_boolean (lt_settings_get (), "tempo-keeps-bars", bars);
  return bars ? LT_TEMPO_KEEP_BARS : LT_TEMPO_KEEP_TIMES;
}

static void
show_error (GtkWidget *entry, gboolean is_wrong)
{
  (is_wrong ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (entry, "error");
  if (is_wrong)
    gtk_widget_error_bell (entry);
}

static gboolean
read_place (Form *self, const LtSession *session, int64_t *pulse)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->place));
  double      found;
  gboolean    good = lt_tempo_parse_place (session->tempo, text, &found);

  if (good && self->what.is_metre)
    found = (double) lt_tempo_map_bar_pulse (session->tempo, lt_tempo_map_bar_at (session->tempo, found));
  good = good && (self->what.is_new || self->what.pulse == 0 || found >= 1.0) && found <= (double) LT_TEMPO_PULSE_MAX;
  show_error (self->place, !good);
  if (good)
    *pulse = llround (found);
  return good;
}

/* The session with the change as typed; NULL: something is wrong, which is shown. */
static LtSession *
typed_tempo (Form *self, const LtSession *session, int64_t pulse)
{
  g_autofree char *text = g_strdelimit (g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->value)))), ",", '.');
  char            *end;
  double           bpm = g_ascii_strtod (text, &end);
  gboolean         ramp = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->ramp));
  g_autoptr (LtSession) moved = lt_session_ref (session);

  if (end == text || *end != '\0' || !(bpm >= LT_TEMPO_MIN_BPM && bpm <= LT_TEMPO_MAX_BPM))
    {
      show_error (self->value, TRUE);
      return NULL;
    }
  show_error (self->value, FALSE);
  if (!self->what.is_new && pulse != self->what.pulse)
    lt_session_take (&moved, lt_edit_tempo_move (moved, self->what.pulse, pulse, keep_of (self)));
  return lt_edit_tempo_set (moved, pulse, bpm, ramp, keep_of (self));
}

static LtSession *
typed_metre (Form *self, const LtSession *session, int64_t pulse)
{
  unsigned num = 0, den = 0;
  char     rest;
  int64_t  bar = lt_tempo_map_bar_at (session->tempo, (double) pulse), old = lt_tempo_map_bar_at (session->tempo, (double) self->what.pulse);
  g_autoptr (LtSession) moved = lt_session_ref (session);

  if (sscanf (gtk_editable_get_text (GTK_EDITABLE (self->value)), " %2u / %2u %c", &num, &den, &rest) != 2 || num < 1 || num > 64 || den < 1 || den > 64
      || (den & (den - 1)) != 0)
    {
      show_error (self->value, TRUE);
      return NULL;
    }
  show_error (self->value, FALSE);
  if (!self->what.is_new && bar != old)
    lt_session_take (&moved, lt_edit_tempo_move_metre (moved, old, bar, keep_of (self)));
  return lt_edit_tempo_set_metre (moved, bar, num, den, keep_of (self));
}

static const char *
label_of (Form *self)
{
  if (self->what.is_new)
    return self->what.is_metre ? _ ("Add a change of metre") : _ ("Add a change of tempo");
  return self->what.is_metre ? _ ("Change metre") : _ ("Change tempo");
}

static void
on_done (Form *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  int64_t          pulse = 0;
  LtSession       *next;

  if (session == NULL || !read_place (self, session, &pulse))
    return;
  if (!self->what.is_new && self->what.pulse == 0)
    pulse = 0;
  next = self->what.is_metre ? typed_metre (self, session, pulse) : typed_tempo (self, session, pulse);
  if (next == NULL)
    return;
  lt_edit_state_apply (self->state, next, label_of (self), NULL);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
on_remove (Form *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);

  if (session != NULL && self->what.is_metre)
    lt_edit_state_apply (self->state, lt_edit_tempo_remove_metre (session, lt_tempo_map_bar_at (session->tempo, (double) self->what.pulse), keep_of (self)),
                         _ ("Remove the change of metre"), NULL);
  else if (session != NULL)
    lt_edit_state_apply (self->state, lt_edit_tempo_remove (session, self->what.pulse, keep_of (self)), _ ("Remove the change of tempo"), NULL);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* --- building --- */

static GtkWidget *
add_entry (Form *self, GtkGrid *grid, int row, const char *words, const char *name, const char *text)
{
  GtkWidget *label = gtk_label_new (words), *entry = gtk_entry_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "dim");
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 10);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (on_done), self);
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  gtk_grid_attach (grid, entry, 1, row, 1, 1);
  return entry;
}

static GtkWidget *
add_check (GtkGrid *grid, int row, const char *name, gboolean is_on)
{
  GtkWidget *check = gtk_check_button_new_with_label (name);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_on);
  gtk_grid_attach (grid, check, 0, row, 2, 1);
  return check;
}

static GtkWidget *
build_buttons (Form *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *done = gtk_button_new_with_label (self->what.is_new ? _ ("Add") : C_ ("button", "Change"));

  gtk_widget_set_halign (box, GTK_ALIGN_END);
  if (!self->what.is_new && self->what.pulse != 0)
    {
      GtkWidget *remove = gtk_button_new_with_label (_ ("Remove"));

      g_signal_connect_swapped (remove, "clicked", G_CALLBACK (on_remove), self);
      gtk_box_append (GTK_BOX (box), remove);
    }
  gtk_widget_add_css_class (done, "suggested-action");
  g_signal_connect_swapped (done, "clicked", G_CALLBACK (on_done), self);
  gtk_box_append (GTK_BOX (box), done);
  return box;
}

static void
build (Form *self, const LtSession *session)
{
  const LtTempoMap    *map = session->tempo;
  const LtMetreChange *metre = lt_tempo_map_find_metre (map, (double) self->what.pulse);
  double               bpm = lt_tempo_map_bpm (map, lt_tempo_map_seconds (map, (double) self->what.pulse));
  GtkGrid             *grid = GTK_GRID (gtk_grid_new ());
  g_autofree char     *value = self->what.is_metre ? g_strdup_printf ("%u/%u", metre->num, metre->den) : g_strdup_printf ("%.2f", bpm);
  g_autofree char     *place = self->what.is_metre ? g_strdup_printf ("%d", (int) lt_tempo_map_bar_at (map, (double) self->what.pulse) + 1)
                                                   : lt_tempo_dup_place (map, (double) self->what.pulse);

  gtk_grid_set_row_spacing (grid, 6);
  gtk_grid_set_column_spacing (grid, 12);
  self->value = add_entry (self, grid, 0, self->what.is_metre ? _ ("Metre") : _ ("Tempo"), self->what.is_metre ? _ ("Metre from here") : _ ("Tempo from here"), value);
  self->place = add_entry (self, grid, 1, self->what.is_metre ? _ ("From bar") : _ ("From"), self->what.is_metre ? _ ("Bar of the change") : _ ("Place of the change"), place);
  gtk_widget_set_sensitive (self->place, self->what.is_new || self->what.pulse != 0);
  self->ramp = add_check (grid, 2, _ ("Moves evenly to the next change"), lt_tempo_map_find_tempo (map, (double) self->what.pulse)->ramp);
  gtk_widget_set_visible (self->ramp, !self->what.is_metre);
  self->keep = add_check (grid, 3, _ ("Clips stay at their bars"), lt_tempo_popover_keeps_bars ());
  gtk_widget_set_tooltip_text (self->keep, _ ("Else they stay at their times; so do markers, automation, loop and punch range"));
  gtk_grid_attach (grid, build_buttons (self), 0, 4, 2, 1);
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (grid));
}

void
lt_tempo_popover_open (LtEditState *state, GtkWidget *parent, const GdkRectangle *at, const LtTempoPopoverChange *what)
{
  const LtSession *session = lt_edit_state_get_session (state);
  Form            *self;

  if (session == NULL)
    return;
  self = g_new0 (Form, 1);
  self->state = g_object_ref (state);
  self->what = *what;
  self->popover = gtk_popover_new ();
  g_object_set_data_full (G_OBJECT (self->popover), "lt-tempo-form", self, form_free);
  build (self, session);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), at);
  lt_popover_open (self->popover, parent);
  gtk_widget_grab_focus (self->value);
  gtk_editable_select_region (GTK_EDITABLE (self->value), 0, -1);
}
