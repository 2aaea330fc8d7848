// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows of a name and a field; they follow the session while the popover is open.
// Layer: app.

#include "app/mix/strip-popover.h"

#include "app/mix/mix-edit.h"
#include "app/shell/actions.h"
#include "app/widgets/popover.h"
#include "app/widgets/seg.h"
#include "app/widgets/value-field.h"
#include "session/edit-session.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_ROWS 4
#define FIELD_WIDTH 84

typedef enum
{
  OF_STRIP,
  OF_SEND,
  OF_DELAY_MS,
  OF_DELAY_SAMPLES,
} RowKind;

typedef struct
{
  RowKind    kind;
  int        which; /* LtStripValue, LtSendValue */
  int        mode;  /* shown in this LtPanMode only; −1: always */
  GtkWidget *label, *field;
} Row;

typedef struct
{
  LtContext *context;
  LtId       strip_id, send_id; /* one of them; the other is 0 */
  GtkWidget *popover, *grid;
  Row        rows[MAX_ROWS];
  guint      n_rows;
  GtkWidget *mode, *law; /* NULL: it has none */
  gboolean   is_filling; /* what changes now comes from the session */
} Popover;

static void
popover_free (gpointer data)
{
  Popover *self = data;

  g_object_unref (self->context);
  g_free (self);
}

static const LtSession *
session_of (Popover *self)
{
  return lt_mix_edit_get_session (self->context);
}

/* --- following the session --- */

static double
value_of (const Row *row, const LtSession *session, const LtStrip *strip, const LtSend *send)
{
  switch (row->kind)
    {
    case OF_STRIP:
      return lt_strip_get_value (strip, (LtStripValue) row->which);
    case OF_SEND:
      return row->which == LT_SEND_PAN ? send->pan : send->level_db;
    case OF_DELAY_MS:
      return (double) strip->delay_frames * 1000.0 / session->rate_hz;
    case OF_DELAY_SAMPLES:
      return (double) strip->delay_frames;
    }
  g_assert_not_reached ();
}

static void
fill (Popover *self)
{
  const LtSession *session = session_of (self);
  const LtStrip   *strip = session != NULL && self->strip_id != 0 ? lt_session_find_strip (session, self->strip_id) : NULL;
  const LtSend    *send = session != NULL && self->send_id != 0 ? lt_session_find_send (session, self->send_id, NULL) : NULL;

  if (strip == NULL && send == NULL)
    {
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return;
    }
  self->is_filling = TRUE;
  for (guint i = 0; i < self->n_rows; i++)
    {
      Row     *row = &self->rows[i];
      gboolean is_shown = row->mode < 0 || (LtPanMode) row->mode == strip->pan_mode;

      gtk_widget_set_visible (row->label, is_shown);
      gtk_widget_set_visible (row->field, is_shown);
      lt_control_set_value (LT_CONTROL (row->field), value_of (row, session, strip, send));
    }
  if (self->mode != NULL)
    lt_seg_set_selected (LT_SEG (self->mode), strip->pan_mode);
  if (self->law != NULL)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->law), session->pan_law);
  self->is_filling = FALSE;
}

/* --- hands --- */

static void
on_mode (LtSeg *seg, guint index, Popover *self)
{
  if (!self->is_filling)
    lt_mix_edit_value (self->context, self->strip_id, LT_STRIP_PAN_MODE, index, _ ("Pan mode"));
}

static void
on_law (Popover *self)
{
  LtPanLaw law = (LtPanLaw) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->law));

  if (!self->is_filling)
    lt_mix_edit_apply (self->context, lt_edit_session_pan_law (session_of (self), law), _ ("Pan law"), NULL);
}

/* --- building --- */

static void
add_line (Popover *self, GtkWidget *label, GtkWidget *control)
{
  int at = 0;

  while (gtk_grid_get_child_at (GTK_GRID (self->grid), 0, at) != NULL)
    at++;
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_grid_attach (GTK_GRID (self->grid), label, 0, at, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), control, 1, at, 1, 1);
}

static void
add_row (Popover *self, RowKind kind, int which, int mode, LtValueSpec spec, const char *name)
{
  Row *row = &self->rows[self->n_rows++];

  *row = (Row){ kind, which, mode, gtk_label_new (name), lt_value_field_new (&spec) };
  lt_control_set_name (LT_CONTROL (row->field), name);
  gtk_widget_set_tooltip_text (row->field, name);
  gtk_widget_set_size_request (row->field, FIELD_WIDTH, -1);
  add_line (self, row->label, row->field);
  if (kind == OF_STRIP)
    lt_mix_edit_bind_strip (LT_CONTROL (row->field), self->context, self->strip_id, (LtStripValue) which, name);
  else if (kind == OF_SEND)
    lt_mix_edit_bind_send (LT_CONTROL (row->field), self->context, self->send_id, (LtSendValue) which, name);
  else
    lt_mix_edit_bind_delay (LT_CONTROL (row->field), self->context, self->strip_id, _ ("Delay"));
}

static void
on_document (LtDocument *document, const LtSession *old, const LtSession *now, GtkWidget *popover)
{
  fill (g_object_get_data (G_OBJECT (popover), "popover"));
}

static Popover *
new_popover (LtContext *context, LtId strip_id, LtId send_id, const char *title)
{
  Popover   *self = g_new0 (Popover, 1);
  GtkWidget *heading = gtk_label_new (title);

  self->context = g_object_ref (context);
  self->strip_id = strip_id;
  self->send_id = send_id;
  self->popover = gtk_popover_new ();
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_widget_add_css_class (heading, "heading");
  gtk_label_set_xalign (GTK_LABEL (heading), 0.0f);
  gtk_grid_attach (GTK_GRID (self->grid), heading, 0, 0, 2, 1);
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->grid);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->popover), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (self->popover), "popover", self, popover_free);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), self->popover, 0);
  return self;
}

static void
show (Popover *self, GtkWidget *parent)
{
  fill (self);
  lt_popover_open (self->popover, parent);
}

static LtValueSpec
side_spec (double def)
{
  LtValueSpec spec = lt_value_spec_pan ();

  spec.def = def;
  return spec;
}

void
lt_strip_popover_pan (GtkWidget *parent, LtContext *context, LtId strip_id)
{
  static const char *const laws[] = { "−3 dB", "−4.5 dB", "−6 dB", "0 dB", NULL }; /* as LtPanLaw */
  Popover *self = new_popover (context, strip_id, 0, _ ("Place"));

  self->mode = lt_seg_new ((const char *const[]){ _ ("Balance"), _ ("Dual"), NULL });
  lt_seg_set_name (LT_SEG (self->mode), _ ("Pan mode"));
  gtk_widget_set_tooltip_text (lt_seg_get_button (LT_SEG (self->mode), 0), _ ("One place for both sides, and their width"));
  gtk_widget_set_tooltip_text (lt_seg_get_button (LT_SEG (self->mode), 1), _ ("A place for each side"));
  g_signal_connect (self->mode, "picked", G_CALLBACK (on_mode), self);
  add_line (self, gtk_label_new (_ ("Mode")), self->mode);
  add_row (self, OF_STRIP, LT_STRIP_PAN, LT_PAN_MODE_BALANCE, lt_value_spec_pan (), _ ("Pan"));
  add_row (self, OF_STRIP, LT_STRIP_WIDTH, LT_PAN_MODE_BALANCE, lt_value_spec_width (), _ ("Width"));
  add_row (self, OF_STRIP, LT_STRIP_PAN_LEFT, LT_PAN_MODE_DUAL, side_spec (-1.0), _ ("Left side"));
  add_row (self, OF_STRIP, LT_STRIP_PAN_RIGHT, LT_PAN_MODE_DUAL, side_spec (1.0), _ ("Right side"));
  self->law = gtk_drop_down_new_from_strings (laws);
  lt_actions_set_name (self->law, _ ("Pan law of the session: the level in the middle"));
  g_signal_connect_swapped (self->law, "notify::selected", G_CALLBACK (on_law), self);
  add_line (self, gtk_label_new (_ ("Pan law")), self->law);
  show (self, parent);
}

void
lt_strip_popover_delay (GtkWidget *parent, LtContext *context, LtId strip_id)
{
  const LtSession *session = lt_mix_edit_get_session (context);
  double           max_ms = 1000.0 * LT_STRIP_DELAY_MAX_S, max = floor (session->rate_hz * LT_STRIP_DELAY_MAX_S);
  Popover         *self = new_popover (context, strip_id, 0, _ ("Delay"));
  LtValueSpec      ms = { .format = { .kind = LT_NUMBER_MS, .is_signed = TRUE, .min = -max_ms, .max = max_ms, .bpm = session->tempo_bpm },
                          .min = -max_ms, .max = max_ms, .step = 0.1 };
  LtValueSpec      samples = { .format = { .kind = LT_NUMBER_COUNT, .is_signed = TRUE, .min = -max, .max = max },
                               .travel = LT_TRAVEL_STEP, .min = -max, .max = max, .step = 1.0 };

  add_row (self, OF_DELAY_MS, 0, -1, ms, _ ("Milliseconds"));
  add_row (self, OF_DELAY_SAMPLES, 0, -1, samples, _ ("Samples"));
  gtk_widget_set_tooltip_text (self->rows[0].field, _ ("Later; less than 0: earlier than all others, which wait for it"));
  show (self, parent);
}

void
lt_strip_popover_send (GtkWidget *parent, LtContext *context, LtId send_id)
{
  const LtSession *session = lt_mix_edit_get_session (context);
  const LtSend    *send = lt_session_find_send (session, send_id, NULL);
  const LtStrip   *to = send != NULL ? lt_session_find_strip (session, send->to_id) : NULL;

  if (to == NULL)
    return;
  /* Translators: a bus. */
  g_autofree char *title = g_strdup_printf (_ ("Send to %s"), to->name);
  Popover         *self = new_popover (context, 0, send_id, title);

  add_row (self, OF_SEND, LT_SEND_LEVEL, -1, lt_value_spec_fader (), _ ("Send level"));
  add_row (self, OF_SEND, LT_SEND_PAN, -1, lt_value_spec_pan (), _ ("Send pan"));
  show (self, parent);
}
