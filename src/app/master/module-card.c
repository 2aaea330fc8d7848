// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The picture is the effect's response, its transfer curve, or the last seconds of its reduction.
// Layer: app.

#include "app/master/module-card.h"

#include "app/widgets/number-text.h"
#include "app/widgets/palette.h"
#include "session/edit-slot.h"
#include "studio/picture.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define N 64u
#define HISTORY 120u
#define RANGE_DB 12.0

struct _LtModuleCard
{
  GtkButton parent_instance;

  LtContext *context;
  LtId       slot_id;
  guint      place, n;
  GtkWidget *power, *name, *picture, *value, *reduction;
  float      history[HISTORY]; /* dB of reduction, newest last */
  double     x[N], y[N];
};

G_DEFINE_FINAL_TYPE (LtModuleCard, lt_module_card, GTK_TYPE_BUTTON)

static const LtSlot *
slot_of (LtModuleCard *self)
{
  const LtSession *session = lt_document_get_session (lt_context_get_document (self->context));

  return session != NULL ? lt_session_find_slot (session, self->slot_id, NULL) : NULL;
}

static void
apply (LtModuleCard *self, LtSession *next, const char *label)
{
  lt_document_apply (lt_context_get_document (self->context), next, label, NULL);
}

static const LtSession *
session_of (LtModuleCard *self)
{
  return lt_document_get_session (lt_context_get_document (self->context));
}

/* --- the picture --- */

static void
draw_curve (LtModuleCard *self, cairo_t *cr, int width, int height, double low, double high)
{
  for (guint i = 0; i < N; i++)
    cairo_line_to (cr, (double) i / (N - 1) * width, height * (1.0 - (CLAMP (self->y[i], low, high) - low) / (high - low)));
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_FG));
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);
}

static void
draw_history (LtModuleCard *self, cairo_t *cr, int width, int height)
{
  GdkRGBA gr = *lt_palette_get (LT_COLOUR_GR), soft = lt_palette_alpha (&gr, 0.5);

  cairo_move_to (cr, 0, 0);
  for (guint i = 0; i < HISTORY; i++)
    cairo_line_to (cr, (double) i / (HISTORY - 1) * width, MIN (self->history[i] / RANGE_DB, 1.0) * height);
  cairo_line_to (cr, width, 0);
  cairo_close_path (cr);
  gdk_cairo_set_source_rgba (cr, &soft);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &gr);
  cairo_set_line_width (cr, 1.0);
  cairo_stroke (cr);
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  LtModuleCard *self = data;
  const LtSlot *slot = slot_of (self);

  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_WELL));
  cairo_paint (cr);
  if (slot == NULL || slot->type == NULL)
    return;
  if (slot->bypass)
    cairo_push_group (cr);
  if (lt_picture_has_response (slot))
    {
      lt_picture_log_hz (20.0, 20000.0, N, self->x);
      lt_picture_response_db (slot, session_of (self)->rate_hz, self->x, N, self->y);
      draw_curve (self, cr, width, height, -9.0, 9.0);
    }
  else if (lt_picture_has_transfer (slot))
    {
      for (guint i = 0; i < N; i++)
        self->x[i] = -48.0 + 48.0 * i / (N - 1);
      lt_picture_transfer_db (slot, self->x, N, self->y);
      draw_curve (self, cr, width, height, -48.0, 0.0);
    }
  if (slot->type->n_readouts > 0)
    draw_history (self, cr, width, height);
  if (slot->bypass)
    {
      cairo_pop_group_to_source (cr);
      cairo_paint_with_alpha (cr, 0.5);
    }
}

/* --- what it says --- */

/* The value that says most: of each effect its first knob but for these. */
static const struct
{
  const char *effect, *key;
} telling[] = { { "comp", "ratio" }, { "limit", "gain" }, { "dither", "bits" }, { "saturate", "drive" }, { "reverb", "decay" } };

static char *
dup_value (const LtSlot *slot)
{
  int param = 0;

  if (slot->bypass)
    return g_strdup (_ ("Bypassed"));
  if (slot->type == NULL || slot->type->n_params == 0)
    return g_strdup (_ ("Unknown"));
  if (strcmp (slot->effect, "eq") == 0)
    {
      guint bands = 0;

      for (guint b = 0; b < lt_picture_n_bands (slot); b++)
        {
          g_autofree char *on = g_strdup_printf ("b%u-on", b + 1), *gain = g_strdup_printf ("b%u-gain", b + 1);
          int at = lt_param_find (slot->type->params, slot->type->n_params, on), level = lt_param_find (slot->type->params, slot->type->n_params, gain);

          bands += at >= 0 && slot->values[at] >= 0.5f && level >= 0 && slot->values[level] != 0.0f;
        }
      return g_strdup_printf (ngettext ("%u band", "%u bands", bands), bands);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (telling); i++)
    if (strcmp (telling[i].effect, slot->effect) == 0)
      param = MAX (lt_param_find (slot->type->params, slot->type->n_params, telling[i].key), 0);
  LtNumberFormat format = lt_number_text_from_param (&slot->type->params[param]);
  return lt_number_text_dup (&format, slot->values[param]);
}

void
lt_module_card_update (LtModuleCard *self, guint place, guint n, gboolean picked)
{
  const LtSlot *slot = slot_of (self);

  if (slot == NULL)
    return;
  const char      *name = slot->type != NULL ? _ (slot->type->label) : slot->effect;
  g_autofree char *value = dup_value (slot);
  g_autofree char *words = g_strdup_printf (_ ("%s, %u of %u, %s, %s"), name, place, n, slot->bypass ? _ ("off") : _ ("on"), value);
  g_autofree char *power = g_strdup_printf (slot->bypass ? _ ("Switch %s on") : _ ("Bypass %s"), name);

  self->place = place;
  self->n = n;
  gtk_label_set_label (GTK_LABEL (self->name), name);
  gtk_label_set_label (GTK_LABEL (self->value), value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_tooltip_text (self->power, power);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->power), GTK_ACCESSIBLE_PROPERTY_LABEL, power, -1);
  (slot->bypass ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self), "off");
  (picked ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self), "picked");
  gtk_widget_queue_draw (self->picture);
}

void
lt_module_card_frame (LtModuleCard *self)
{
  float         readouts[LT_FX_MAX_READOUTS];
  const LtSlot *slot = slot_of (self);

  if (slot == NULL || slot->type == NULL || slot->type->n_readouts == 0)
    return;
  gboolean there = lt_live_read_readouts (lt_context_get_live (self->context), self->slot_id, readouts);
  float    now = there ? fabsf (readouts[0]) : 0.0f;
  gboolean still = now == 0.0f && self->history[0] == 0.0f && self->history[HISTORY - 1] == 0.0f && self->history[HISTORY / 2] == 0.0f;
  g_autofree char *text = now > 0.05f ? g_strdup_printf ("\u2212%.1f dB", now) : g_strdup ("");

  memmove (self->history, self->history + 1, (HISTORY - 1) * sizeof (float));
  self->history[HISTORY - 1] = now;
  gtk_label_set_label (GTK_LABEL (self->reduction), text);
  if (!still)
    gtk_widget_queue_draw (self->picture);
}

LtId
lt_module_card_get_slot (LtModuleCard *self)
{
  return self->slot_id;
}

/* --- hands --- */

static void
bypass (LtModuleCard *self)
{
  const LtSlot *slot = slot_of (self);

  if (slot != NULL)
    apply (self, lt_edit_slot_bypass (session_of (self), self->slot_id, !slot->bypass), slot->bypass ? _ ("Switch effect on") : _ ("Bypass effect"));
}

static void
move_to (LtModuleCard *self, LtId moved, int at)
{
  const LtSession *session = session_of (self);
  g_autoptr (GError) error = NULL;
  LtSession *next = lt_edit_slot_move (session, moved, session->master->id, at, &error);

  if (next != NULL)
    apply (self, next, _ ("Move effect"));
  else
    lt_context_toast (self->context, error->message, FALSE);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtModuleCard *self)
{
  gboolean control = (state & GDK_CONTROL_MASK) != 0;

  if (control && keyval == GDK_KEY_Left && self->place > 1)
    move_to (self, self->slot_id, (int) self->place - 2);
  else if (control && keyval == GDK_KEY_Right && self->place < self->n)
    move_to (self, self->slot_id, (int) self->place);
  else if (keyval == GDK_KEY_Delete)
    {
      apply (self, lt_edit_slot_remove (session_of (self), self->slot_id), _ ("Remove effect"));
      lt_context_toast (self->context, _ ("Removed the effect"), TRUE);
    }
  else if (keyval == GDK_KEY_b && !control)
    bypass (self);
  else
    return FALSE;
  return TRUE;
}

static GdkContentProvider *
on_prepare (GtkDragSource *source, double x, double y, LtModuleCard *self)
{
  return gdk_content_provider_new_typed (G_TYPE_UINT64, (guint64) self->slot_id);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, LtModuleCard *self)
{
  guint64 moved = g_value_get_uint64 (value);

  if (moved == self->slot_id || lt_session_find_slot (session_of (self), moved, NULL) == NULL)
    return FALSE;
  move_to (self, moved, (int) self->place - 1);
  return TRUE;
}

/* --- the class --- */

static void
lt_module_card_class_init (LtModuleCardClass *class)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "button");
}

static void
lt_module_card_init (LtModuleCard *self)
{
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget          *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkDragSource      *drag = gtk_drag_source_new ();
  GtkDropTarget      *drop = gtk_drop_target_new (G_TYPE_UINT64, GDK_ACTION_MOVE);

  self->name = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->name, TRUE);
  gtk_widget_add_css_class (self->name, "body");
  self->power = gtk_button_new_from_icon_name ("lathe-power-symbolic");
  gtk_widget_add_css_class (self->power, "flat");
  gtk_widget_add_css_class (self->power, "tool");
  self->picture = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->picture), 44);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->picture), 90);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->picture), draw, self, NULL);
  self->value = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->value, "caption");
  gtk_label_set_ellipsize (GTK_LABEL (self->value), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->value), 0.0f);
  gtk_widget_set_hexpand (self->value, TRUE);
  self->reduction = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->reduction, "gr");
  gtk_box_append (GTK_BOX (head), gtk_image_new_from_icon_name ("lathe-grip-symbolic"));
  gtk_box_append (GTK_BOX (head), self->name);
  gtk_box_append (GTK_BOX (head), self->power);
  gtk_box_append (GTK_BOX (foot), self->value);
  gtk_box_append (GTK_BOX (foot), self->reduction);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->picture);
  gtk_box_append (GTK_BOX (box), foot);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "module-card");

  g_signal_connect_swapped (self->power, "clicked", G_CALLBACK (bypass), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (drag, "prepare", G_CALLBACK (on_prepare), self);
  g_signal_connect (drop, "drop", G_CALLBACK (on_drop), self);
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

GtkWidget *
lt_module_card_new (LtContext *context, LtId slot_id)
{
  LtModuleCard *self = g_object_new (LT_TYPE_MODULE_CARD, NULL);

  self->context = context;
  self->slot_id = slot_id;
  return GTK_WIDGET (self);
}
