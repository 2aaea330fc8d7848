// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows from top to bottom; each is told only what changed.
// Layer: app.

#include "app/mix/mix-strip.h"

#include "app/mix/eq-thumb.h"
#include "app/mix/insert-list.h"
#include "app/mix/mix-edit.h"
#include "app/mix/mix-readings.h"
#include "app/mix/send-list.h"
#include "app/mix/strip-menu.h"
#include "app/mix/strip-name.h"
#include "app/widgets/fader.h"
#include "app/widgets/meter.h"
#include "app/widgets/palette.h"
#include "app/widgets/still.h"
#include "app/widgets/value-field.h"
#include "session/edit-strip.h"

#include <glib/gi18n.h>
#include <math.h>

#define WIDTH 88
#define MIX_WIDTH 150
#define INSERTS_HEIGHT 102 /* five rows and the margins */
#define SENDS_HEIGHT 40
#define METER_WIDTH 15
#define MONO_METER_WIDTH 8
#define MIX_METER_WIDTH 48

enum
{
  ROW_TRIM,
  ROW_EQ,
  ROW_INSERTS,
  ROW_SENDS,
  ROW_PAN,
  ROW_PAN_FIELD,
  ROW_FADER,
  ROW_LEVEL,
  ROW_PEAK,
  ROW_MUTE,
  ROW_SOLO,
  ROW_OUTPUT,
  N_ROWS,
};

struct _LtMixStrip
{
  GtkWidget parent_instance;

  LtContext     *context;
  LtId           id;
  LtStripKind    kind;
  const LtStrip *shown; /* alive as long as the session that the view shows */
  guint          bus_names;
  LtMixStripRoom room;
  LtStill       *still; /* all rows but those that the sound moves */

  GtkWidget *colour, *name, *number, *thumb, *inserts_box, *inserts, *count, *count_list, *send_row, *sends_box, *pan_row, *meter, *readings;
  GtkWidget *rows[N_ROWS]; /* NULL: it has none */
  char      *peak_text;
};

G_DEFINE_FINAL_TYPE (LtMixStrip, lt_mix_strip, GTK_TYPE_WIDGET)

static LtLive *
live_of (LtMixStrip *self)
{
  return lt_context_get_live (self->context);
}

static LtSelection *
selection_of (LtMixStrip *self)
{
  return lt_context_get_selection (self->context);
}

static gboolean
is_mix (LtMixStrip *self)
{
  return self->kind == LT_STRIP_MIX;
}

/* --- what is clicked --- */

static void
on_renamed (LtMixStrip *self, const char *name)
{
  lt_mix_edit_apply (self->context, lt_edit_strip_name (lt_mix_edit_get_session (self->context), self->id, name), _ ("Rename"), NULL);
}

/* Shows the equaliser; adds one at the top where there is none. */
static void
on_eq (LtMixStrip *self)
{
  const LtStrip *strip = lt_session_find_strip (lt_mix_edit_get_session (self->context), self->id);

  for (guint i = 0; i < strip->slots->len; i++)
    {
      const LtSlot *slot = g_ptr_array_index (strip->slots, i);

      if (g_strcmp0 (slot->effect, "eq") == 0)
        {
          lt_selection_set_slot (selection_of (self), self->id, slot->id);
          return;
        }
    }
  lt_mix_edit_add_slot (self->context, self->id, lt_fx_find ("eq"), 0);
}

static gboolean
is_ctrl_held (GtkWidget *widget)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (widget));

  return (gdk_device_get_modifier_state (gdk_seat_get_keyboard (seat)) & GDK_CONTROL_MASK) != 0;
}

static void
on_mute (LtMixStrip *self)
{
  gboolean on = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->rows[ROW_MUTE]));

  lt_mix_edit_apply (self->context, lt_edit_strip_mute (lt_mix_edit_get_session (self->context), self->id, on), on ? _ ("Mute") : _ ("Unmute"), NULL);
}

static void
on_solo (LtMixStrip *self)
{
  gboolean on = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->rows[ROW_SOLO]));

  if (is_ctrl_held (GTK_WIDGET (self)))
    {
      lt_mix_edit_solo_only (self->context, self->id);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->rows[ROW_SOLO]), TRUE);
      return;
    }
  lt_mix_edit_apply (self->context, lt_edit_strip_solo (lt_mix_edit_get_session (self->context), self->id, on), on ? _ ("Solo") : _ ("Solo off"), NULL);
}

static void
on_output (LtMixStrip *self)
{
  lt_strip_menu_popup_output (self->rows[ROW_OUTPUT], self->context, self->id);
}

static void
on_clear_clip (LtMixStrip *self, gboolean all)
{
  if (all)
    lt_live_clear_all_clips (live_of (self));
  else
    lt_live_clear_clip (live_of (self), self->id);
  lt_mix_strip_frame (self);
}

static void
on_clear_peak (LtMixStrip *self)
{
  on_clear_clip (self, FALSE);
}

static void
on_pressed (LtMixStrip *self)
{
  lt_selection_set_strip (selection_of (self), self->id);
}

static void
on_menu (GtkGestureClick *click, int n_press, double x, double y, LtMixStrip *self)
{
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  lt_selection_set_strip (selection_of (self), self->id);
  lt_strip_menu_popup (GTK_WIDGET (self), self->context, self->id, x, y);
}

/* A popover with the chain, where the strip is too low for it. */
static void
on_count (LtMixStrip *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->count_list = lt_insert_list_new (self->context, self->id);
  g_object_add_weak_pointer (G_OBJECT (self->count_list), (gpointer *) &self->count_list);
  gtk_widget_set_size_request (self->count_list, MIX_WIDTH, -1);
  lt_insert_list_update (LT_INSERT_LIST (self->count_list), self->shown);
  gtk_popover_set_child (GTK_POPOVER (popover), self->count_list);
  gtk_widget_set_parent (popover, self->count);
  g_signal_connect (popover, "closed", G_CALLBACK (gtk_widget_unparent), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

/* --- rows --- */

static GtkWidget *
new_row (int spacing)
{
  return gtk_box_new (GTK_ORIENTATION_HORIZONTAL, spacing);
}

static GtkWidget *
new_label (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, class);
  return label;
}

static GtkWidget *
add (LtMixStrip *self, GtkWidget *child, const char *class)
{
  if (class != NULL)
    gtk_widget_add_css_class (child, class);
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  return child;
}

static GtkWidget *
new_field (LtMixStrip *self, const LtValueSpec *spec, LtMixEditFunc edit, const char *label)
{
  GtkWidget *field = lt_value_field_new (spec);

  gtk_widget_add_css_class (field, "strip");
  lt_value_field_set_shows_unit (LT_VALUE_FIELD (field), FALSE);
  lt_mix_edit_bind (LT_CONTROL (field), self->context, edit, self->id, label);
  return field;
}

static void
add_name (LtMixStrip *self)
{
  GtkWidget *row = add (self, new_row (5), "name-row");

  self->name = is_mix (self) ? new_label (_ ("Mix bus"), "mix-name") : lt_strip_name_new ();
  gtk_widget_set_hexpand (self->name, TRUE);
  gtk_box_append (GTK_BOX (row), self->name);
  if (is_mix (self))
    gtk_box_append (GTK_BOX (row), new_label (_ ("to Master"), "number"));
  else
    g_signal_connect_swapped (self->name, "renamed", G_CALLBACK (on_renamed), self);
}

static void
add_trim (LtMixStrip *self)
{
  LtValueSpec spec = lt_value_spec_from_param (&lt_strip_rows[LT_STRIP_TRIM]);
  GtkWidget  *row = add (self, new_row (2), "trim-row");
  GtkWidget  *label = new_label (_ ("Trim"), "number");

  spec.format.is_signed = TRUE;
  self->number = new_label ("", "number");
  gtk_widget_set_size_request (self->number, is_mix (self) ? -1 : 15, -1);
  gtk_widget_set_visible (self->number, !is_mix (self));
  gtk_widget_set_hexpand (label, TRUE);
  self->rows[ROW_TRIM] = new_field (self, &spec, lt_edit_strip_trim, _ ("Trim"));
  gtk_widget_set_size_request (self->rows[ROW_TRIM], is_mix (self) ? 44 : 34, 18);
  gtk_widget_set_valign (self->rows[ROW_TRIM], GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), self->number);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), self->rows[ROW_TRIM]);
}

static GtkWidget *
new_scroller (GtkWidget *child, int height, GtkPolicyType across)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), across, across == GTK_POLICY_NEVER ? GTK_POLICY_EXTERNAL : GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  gtk_widget_set_size_request (scroller, -1, height);
  gtk_widget_set_vexpand (scroller, FALSE);
  gtk_widget_set_focusable (scroller, FALSE);
  return scroller;
}

static void
add_effects (LtMixStrip *self)
{
  self->thumb = lt_eq_thumb_new ();
  self->rows[ROW_EQ] = add (self, gtk_button_new (), "eq-button");
  gtk_button_set_child (GTK_BUTTON (self->rows[ROW_EQ]), self->thumb);
  g_signal_connect_swapped (self->rows[ROW_EQ], "clicked", G_CALLBACK (on_eq), self);

  self->inserts = self->rows[ROW_INSERTS] = lt_insert_list_new (self->context, self->id);
  self->inserts_box = add (self, new_scroller (self->inserts, INSERTS_HEIGHT, GTK_POLICY_NEVER), "inserts-box");
  self->count = add (self, gtk_button_new (), "count");
  gtk_widget_set_visible (self->count, FALSE);
  g_signal_connect_swapped (self->count, "clicked", G_CALLBACK (on_count), self);
}

static void
add_sends (LtMixStrip *self)
{
  self->send_row = add (self, new_row (2), "send-row");
  if (is_mix (self))
    {
      self->readings = lt_mix_readings_new ();
      gtk_widget_set_hexpand (self->readings, TRUE);
      gtk_box_append (GTK_BOX (self->send_row), self->readings);
      gtk_widget_set_size_request (self->readings, -1, SENDS_HEIGHT);
      return;
    }
  self->rows[ROW_SENDS] = lt_send_list_new (self->context, self->id);
  self->sends_box = new_scroller (self->rows[ROW_SENDS], SENDS_HEIGHT, GTK_POLICY_EXTERNAL);
  gtk_widget_set_hexpand (self->sends_box, TRUE);
  gtk_box_append (GTK_BOX (self->send_row), self->sends_box);
}

static void
add_pan (LtMixStrip *self)
{
  LtValueSpec spec = lt_value_spec_pan ();

  self->pan_row = add (self, new_row (4), "pan-row");
  self->rows[ROW_PAN] = lt_fader_new_pan ();
  self->rows[ROW_PAN_FIELD] = new_field (self, &spec, lt_edit_strip_pan, _ ("Pan"));
  gtk_widget_set_hexpand (self->rows[ROW_PAN], TRUE);
  gtk_widget_set_size_request (self->rows[ROW_PAN_FIELD], 34, 16);
  gtk_widget_set_valign (self->rows[ROW_PAN_FIELD], GTK_ALIGN_CENTER);
  lt_value_field_set_align (LT_VALUE_FIELD (self->rows[ROW_PAN_FIELD]), 0.5);
  lt_mix_edit_bind (LT_CONTROL (self->rows[ROW_PAN]), self->context, lt_edit_strip_pan, self->id, _ ("Pan"));
  lt_control_set_field (LT_CONTROL (self->rows[ROW_PAN]), LT_CONTROL (self->rows[ROW_PAN_FIELD]));
  gtk_box_append (GTK_BOX (self->pan_row), self->rows[ROW_PAN]);
  gtk_box_append (GTK_BOX (self->pan_row), self->rows[ROW_PAN_FIELD]);
}

static void
add_fader (LtMixStrip *self)
{
  LtValueSpec spec = lt_value_spec_fader ();
  GtkWidget  *row = add (self, lt_still_box_new (GTK_ORIENTATION_HORIZONTAL, 0), "fader-row");
  GtkWidget  *below = add (self, lt_still_box_new (GTK_ORIENTATION_HORIZONTAL, 4), "level-row");

  self->rows[ROW_FADER] = lt_fader_new ();
  self->meter = lt_meter_new (2);
  self->rows[ROW_LEVEL] = new_field (self, &spec, lt_edit_strip_fader, _ ("Level"));
  self->rows[ROW_PEAK] = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->rows[ROW_PEAK]), gtk_label_new (NULL)); /* not a button's own label, which would be its name */
  gtk_widget_set_vexpand (row, TRUE);
  gtk_widget_set_hexpand (self->rows[ROW_FADER], TRUE);
  gtk_widget_set_halign (self->rows[ROW_FADER], GTK_ALIGN_START);
  gtk_widget_set_halign (self->meter, GTK_ALIGN_END);
  gtk_widget_set_size_request (self->meter, is_mix (self) ? MIX_METER_WIDTH : METER_WIDTH, -1);
  lt_meter_set_has_light (LT_METER (self->meter), TRUE);
  lt_meter_set_scale (LT_METER (self->meter), is_mix (self) ? LT_METER_SCALE_BEFORE : LT_METER_SCALE_NONE);
  lt_mix_edit_bind (LT_CONTROL (self->rows[ROW_FADER]), self->context, lt_edit_strip_fader, self->id, _ ("Level"));
  lt_control_set_field (LT_CONTROL (self->rows[ROW_FADER]), LT_CONTROL (self->rows[ROW_LEVEL]));
  lt_value_field_set_align (LT_VALUE_FIELD (self->rows[ROW_LEVEL]), 0.5);
  lt_value_field_set_shows_unit (LT_VALUE_FIELD (self->rows[ROW_LEVEL]), is_mix (self));
  gtk_widget_set_size_request (self->rows[ROW_LEVEL], 36, 18);
  gtk_widget_add_css_class (self->rows[ROW_PEAK], "peak");
  gtk_widget_set_tooltip_text (self->rows[ROW_PEAK], _ ("Highest peak; click clears it"));
  gtk_box_set_homogeneous (GTK_BOX (below), TRUE);
  gtk_box_append (GTK_BOX (row), self->rows[ROW_FADER]);
  gtk_box_append (GTK_BOX (row), self->meter);
  gtk_box_append (GTK_BOX (below), self->rows[ROW_LEVEL]);
  gtk_box_append (GTK_BOX (below), self->rows[ROW_PEAK]);
  g_signal_connect_swapped (self->meter, "clip-cleared", G_CALLBACK (on_clear_clip), self);
  g_signal_connect_swapped (self->rows[ROW_PEAK], "clicked", G_CALLBACK (on_clear_peak), self);
}

static GtkWidget *
add_toggle (LtMixStrip *self, GtkWidget *row, const char *label, const char *class, const char *tip, GCallback clicked)
{
  GtkWidget *toggle = gtk_toggle_button_new_with_label (label);

  gtk_widget_add_css_class (toggle, "mini");
  gtk_widget_add_css_class (toggle, class);
  gtk_widget_set_hexpand (toggle, TRUE);
  gtk_widget_set_tooltip_text (toggle, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  g_signal_connect_swapped (toggle, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (row), toggle);
  return toggle;
}

static void
on_mono (LtMixStrip *self)
{
  lt_live_set_mono (live_of (self), !lt_live_get_mono (live_of (self)));
}

static void
on_dim (LtMixStrip *self)
{
  lt_live_set_dim_db (live_of (self), lt_live_get_dim_db (live_of (self)) < 0.0 ? 0.0 : -20.0);
}

static void
add_buttons (LtMixStrip *self)
{
  GtkWidget *row = add (self, new_row (3), "letters");

  self->rows[ROW_MUTE] = add_toggle (self, row, C_ ("mute", "M"), "mute", _ ("Mute"), G_CALLBACK (on_mute));
  if (is_mix (self))
    {
      add_toggle (self, row, _ ("Mono"), "monitor", _ ("Hear everything in mono; files are not touched"), G_CALLBACK (on_mono));
      add_toggle (self, row, _ ("Dim"), "monitor", _ ("Hear everything 20 dB quieter; files are not touched"), G_CALLBACK (on_dim));
      add (self, new_row (0), "no-output"); /* so that its fader stands beside the others */
      return;
    }
  self->rows[ROW_SOLO] = add_toggle (self, row, C_ ("solo", "S"), "solo", _ ("Solo; with Ctrl this one alone"), G_CALLBACK (on_solo));

  self->rows[ROW_OUTPUT] = add (self, gtk_button_new (), "output");
  GtkWidget *inside = new_row (2), *label = new_label ("", "output-name"), *icon = gtk_image_new_from_icon_name ("pan-down-symbolic");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 10);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (inside), label);
  gtk_box_append (GTK_BOX (inside), icon);
  gtk_button_set_child (GTK_BUTTON (self->rows[ROW_OUTPUT]), inside);
  g_signal_connect_swapped (self->rows[ROW_OUTPUT], "clicked", G_CALLBACK (on_output), self);
}

/* --- showing the session --- */

/* @words (transfer full). */
static void
take_name (GtkWidget *widget, char *words)
{
  if (LT_IS_CONTROL (widget))
    lt_control_set_name (LT_CONTROL (widget), words);
  else if (LT_IS_METER (widget))
    lt_meter_set_name (LT_METER (widget), words);
  else
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_free (words);
}

static void
tell_peak (LtMixStrip *self)
{
  const char *name = self->shown == NULL || is_mix (self) ? _ ("Mix bus") : self->shown->name;

  /* Translators: a strip, and its highest level in dB. */
  take_name (self->rows[ROW_PEAK], g_strdup_printf (_ ("%s peak, %s"), name, self->peak_text != NULL ? self->peak_text : "−∞"));
}

/* Translators: in all of these %s is the strip, as in "Lead vocal level". */
static void
update_names (LtMixStrip *self, const char *name)
{
  take_name (GTK_WIDGET (self), g_strdup_printf (_ ("%s strip"), name));
  take_name (self->rows[ROW_TRIM], g_strdup_printf (_ ("%s trim"), name));
  take_name (self->rows[ROW_EQ], g_strdup_printf (_ ("%s equaliser"), name));
  take_name (self->rows[ROW_INSERTS], g_strdup_printf (_ ("%s effects"), name));
  take_name (self->rows[ROW_PAN], g_strdup_printf (_ ("%s pan"), name));
  take_name (self->rows[ROW_PAN_FIELD], g_strdup_printf (_ ("%s pan value"), name));
  take_name (self->rows[ROW_FADER], g_strdup_printf (_ ("%s level"), name));
  take_name (self->rows[ROW_LEVEL], g_strdup_printf (_ ("%s level value"), name));
  tell_peak (self);
  take_name (self->meter, g_strdup_printf (_ ("%s meter"), name));
  take_name (self->rows[ROW_MUTE], g_strdup_printf (_ ("%s mute"), name));
  if (self->rows[ROW_SENDS] != NULL)
    take_name (self->rows[ROW_SENDS], g_strdup_printf (_ ("%s sends"), name));
  if (self->rows[ROW_SOLO] != NULL)
    take_name (self->rows[ROW_SOLO], g_strdup_printf (_ ("%s solo"), name));
}

static void
update_colour (LtMixStrip *self, guint colour)
{
  char class[16];

  for (guint i = 0; i <= LT_PALETTE_N_TRACKS; i++)
    {
      g_snprintf (class, sizeof class, "track-%u", i);
      gtk_widget_remove_css_class (self->colour, class);
    }
  g_snprintf (class, sizeof class, "track-%u", colour);
  gtk_widget_add_css_class (self->colour, class);
}

static void
update_effects (LtMixStrip *self, const LtSession *session, const LtStrip *strip)
{
  const LtSlot    *eq = NULL;
  g_autofree char *count = g_strdup_printf (g_dngettext (NULL, "%u effect", "%u effects", strip->slots->len), strip->slots->len);

  for (guint i = 0; i < strip->slots->len && eq == NULL; i++)
    if (g_strcmp0 (((const LtSlot *) g_ptr_array_index (strip->slots, i))->effect, "eq") == 0)
      eq = g_ptr_array_index (strip->slots, i);
  lt_eq_thumb_set_slot (LT_EQ_THUMB (self->thumb), eq, session->rate_hz);
  gtk_widget_set_tooltip_text (self->rows[ROW_EQ], eq != NULL ? _ ("Show the equaliser") : _ ("Add an equaliser"));
  gtk_button_set_label (GTK_BUTTON (self->count), count);
  lt_insert_list_update (LT_INSERT_LIST (self->inserts), strip);
  if (self->count_list != NULL)
    lt_insert_list_update (LT_INSERT_LIST (self->count_list), strip);
}

static void
update_output (LtMixStrip *self, const LtSession *session, const LtStrip *strip)
{
  const LtStrip   *to = strip->output_id != 0 ? lt_session_find_strip (session, strip->output_id) : NULL;
  const char      *to_name = to != NULL ? to->name : _ ("Mix");
  GtkWidget       *inside = gtk_button_get_child (GTK_BUTTON (self->rows[ROW_OUTPUT]));
  g_autofree char *tip = g_strdup_printf (_ ("Plays to %s"), to_name);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (inside)), to_name);
  gtk_widget_set_tooltip_text (self->rows[ROW_OUTPUT], tip);
  /* Translators: a strip and the bus it plays to. */
  take_name (self->rows[ROW_OUTPUT], g_strdup_printf (_ ("%s output: %s"), strip->name, to_name));
}

static LtAutomation
automation_of (const LtStrip *strip, const char *key)
{
  return lt_strip_find_lane (strip, 0, key) != NULL ? LT_AUTOMATION_READ : LT_AUTOMATION_OFF;
}

static void
update_values (LtMixStrip *self, const LtStrip *strip)
{
  lt_control_set_value (LT_CONTROL (self->rows[ROW_TRIM]), strip->trim_db);
  lt_control_set_value (LT_CONTROL (self->rows[ROW_PAN]), strip->pan);
  lt_control_set_value (LT_CONTROL (self->rows[ROW_PAN_FIELD]), strip->pan);
  lt_control_set_value (LT_CONTROL (self->rows[ROW_FADER]), strip->fader_db);
  lt_control_set_value (LT_CONTROL (self->rows[ROW_LEVEL]), strip->fader_db);
  lt_control_set_automation (LT_CONTROL (self->rows[ROW_FADER]), automation_of (strip, "fader"));
  lt_control_set_automation (LT_CONTROL (self->rows[ROW_PAN]), automation_of (strip, "pan"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->rows[ROW_MUTE]), strip->mute);
  if (self->rows[ROW_SOLO] != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->rows[ROW_SOLO]), strip->solo);
}

static void
update_number (LtMixStrip *self, guint number)
{
  g_autofree char *text = self->kind == LT_STRIP_BUS ? g_strdup_printf ("B%u", number) : g_strdup_printf ("%u", number);

  gtk_label_set_label (GTK_LABEL (self->number), text);
}

void
lt_mix_strip_update (LtMixStrip *self, const LtSession *session, const LtStrip *strip, guint number, guint bus_names)
{
  const LtStrip *old = self->shown;
  gboolean       same_ways = self->bus_names == bus_names;
  const char    *name = is_mix (self) ? _ ("Mix bus") : strip->name;

  update_number (self, number);
  self->shown = strip;
  self->bus_names = bus_names;
  if (old == strip && same_ways)
    return;
  if (old == NULL || strcmp (old->name, strip->name) != 0)
    update_names (self, name);
  if (!is_mix (self))
    lt_strip_name_set_text (LT_STRIP_NAME (self->name), strip->name);
  update_colour (self, strip->colour);
  update_values (self, strip);
  if (old == NULL || old->slots != strip->slots || strcmp (old->name, strip->name) != 0)
    update_effects (self, session, strip);
  if (self->rows[ROW_SENDS] != NULL && (old == NULL || !same_ways || old->sends != strip->sends || strcmp (old->name, strip->name) != 0))
    lt_send_list_update (LT_SEND_LIST (self->rows[ROW_SENDS]), session, strip);
  if (self->rows[ROW_OUTPUT] != NULL)
    update_output (self, session, strip);
}

void
lt_mix_strip_update_selection (LtMixStrip *self)
{
  if (lt_selection_get_strip (selection_of (self)) == self->id)
    gtk_widget_add_css_class (GTK_WIDGET (self), "selected");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "selected");
  if (self->shown != NULL)
    lt_insert_list_update (LT_INSERT_LIST (self->inserts), self->shown);
}

/* --- sound --- */

static void
show_peak (LtMixStrip *self, double db)
{
  char text[16];

  if (db <= -100.0)
    g_strlcpy (text, "−∞", sizeof text);
  else
    g_snprintf (text, sizeof text, "%s%.1f", db < -0.05 ? "−" : (db > 0.05 ? "+" : ""), fabs (db));
  if (g_strcmp0 (text, self->peak_text) == 0)
    return;
  g_free (self->peak_text);
  self->peak_text = g_strdup (text);
  gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->rows[ROW_PEAK]))), text);
  tell_peak (self);
}

void
lt_mix_strip_frame (LtMixStrip *self)
{
  LtLiveLevel level;
  LtMeterBar  bars[2];

  if (!lt_live_read_level (live_of (self), self->id, &level))
    level = (LtLiveLevel){ .n_channels = 0, .max_db = -INFINITY };
  for (guint i = 0; i < level.n_channels; i++)
    bars[i] = (LtMeterBar){ level.peak_db[i], level.rms_db[i], level.hold_db[i] };
  if (level.n_channels > 0)
    {
      lt_meter_set_n_bars (LT_METER (self->meter), level.n_channels);
      if (!is_mix (self))
        gtk_widget_set_size_request (self->meter, level.n_channels > 1 ? METER_WIDTH : MONO_METER_WIDTH, -1);
    }
  lt_meter_set_levels (LT_METER (self->meter), bars, level.n_channels);
  lt_meter_set_clipped (LT_METER (self->meter), level.clips > 0);
  show_peak (self, level.max_db);
  lt_insert_list_frame (LT_INSERT_LIST (self->inserts));
  if (self->count_list != NULL)
    lt_insert_list_frame (LT_INSERT_LIST (self->count_list));
  if (self->readings != NULL)
    lt_mix_readings_frame (LT_MIX_READINGS (self->readings), live_of (self));
}

/* --- room, rows, focus --- */

static void
move_pan_field (LtMixStrip *self, GtkWidget *to)
{
  GtkWidget *field = self->rows[ROW_PAN_FIELD];

  if (gtk_widget_get_parent (field) == to)
    return;
  g_object_ref (field);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (field)), field);
  gtk_box_append (GTK_BOX (to), field);
  g_object_unref (field);
}

void
lt_mix_strip_set_room (LtMixStrip *self, LtMixStripRoom room)
{
  if (self->room == room)
    return;
  self->room = room;
  move_pan_field (self, room == LT_MIX_STRIP_WHOLE ? self->pan_row : self->send_row);
  gtk_widget_set_visible (self->pan_row, room == LT_MIX_STRIP_WHOLE);
  gtk_widget_set_visible (self->inserts_box, room != LT_MIX_STRIP_LOWEST);
  gtk_widget_set_visible (self->count, room == LT_MIX_STRIP_LOWEST);
}

LtId
lt_mix_strip_get_id (LtMixStrip *self)
{
  return self->id;
}

void
lt_mix_strip_rename (LtMixStrip *self)
{
  if (!is_mix (self))
    lt_strip_name_start (LT_STRIP_NAME (self->name));
}

void
lt_mix_strip_add_insert (LtMixStrip *self)
{
  lt_insert_list_add (LT_INSERT_LIST (self->inserts));
}

int
lt_mix_strip_find_row (LtMixStrip *self, GtkWidget *focus, guint *place)
{
  *place = 0;
  for (int i = 0; i < N_ROWS; i++)
    {
      if (self->rows[i] == NULL || (focus != self->rows[i] && !gtk_widget_is_ancestor (focus, self->rows[i])))
        continue;
      if (i != ROW_INSERTS && i != ROW_SENDS)
        return i;
      for (GtkWidget *child = gtk_widget_get_first_child (self->rows[i]); child != NULL; child = gtk_widget_get_next_sibling (child))
        {
          if (child == focus || gtk_widget_is_ancestor (focus, child))
            break;
          ++*place;
        }
      return i;
    }
  return -1;
}

gboolean
lt_mix_strip_focus_row (LtMixStrip *self, int row, guint place)
{
  if (row < 0 || row >= N_ROWS || self->rows[row] == NULL || !gtk_widget_get_mapped (self->rows[row]))
    return gtk_widget_grab_focus (self->rows[ROW_FADER]);
  if (row == ROW_INSERTS)
    return lt_insert_list_focus (LT_INSERT_LIST (self->inserts), place);
  if (row == ROW_SENDS)
    return lt_send_list_focus (LT_SEND_LIST (self->rows[ROW_SENDS]), place);
  return gtk_widget_grab_focus (self->rows[row]);
}

/* --- the class --- */

static void
lt_mix_strip_dispose (GObject *object)
{
  LtMixStrip *self = LT_MIX_STRIP (object);
  GtkWidget  *child;

  if (self->count_list != NULL)
    g_object_remove_weak_pointer (G_OBJECT (self->count_list), (gpointer *) &self->count_list);
  self->count_list = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->context);
  g_clear_pointer (&self->peak_text, g_free);
  G_OBJECT_CLASS (lt_mix_strip_parent_class)->dispose (object);
}

static void
lt_mix_strip_finalize (GObject *object)
{
  lt_still_free (LT_MIX_STRIP (object)->still);
  G_OBJECT_CLASS (lt_mix_strip_parent_class)->finalize (object);
}

static void
lt_mix_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  lt_still_snapshot (LT_MIX_STRIP (widget)->still, widget, snapshot);
}

static void
lt_mix_strip_class_init (LtMixStripClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_mix_strip_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_mix_strip_finalize;
  GTK_WIDGET_CLASS (class)->snapshot = lt_mix_strip_snapshot;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "strip");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lt_mix_strip_init (LtMixStrip *self)
{
  GtkGesture       *press = gtk_gesture_click_new ();
  GtkGesture       *menu = gtk_gesture_click_new ();
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->still = lt_still_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (on_pressed), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu, "pressed", G_CALLBACK (on_menu), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu));
}

GtkWidget *
lt_mix_strip_new (LtContext *context, LtId strip_id, LtStripKind kind)
{
  LtMixStrip *self = g_object_new (LT_TYPE_MIX_STRIP, NULL);

  self->context = g_object_ref (context);
  self->id = strip_id;
  self->kind = kind;
  gtk_widget_set_size_request (GTK_WIDGET (self), kind == LT_STRIP_MIX ? MIX_WIDTH : WIDTH, -1);
  if (kind != LT_STRIP_TRACK)
    gtk_widget_add_css_class (GTK_WIDGET (self), "bus");
  self->colour = add (self, gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), "colour");
  add_name (self);
  add_trim (self);
  add_effects (self);
  add_sends (self);
  add_pan (self);
  add_fader (self);
  add_buttons (self);
  return GTK_WIDGET (self);
}
