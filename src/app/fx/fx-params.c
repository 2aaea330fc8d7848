// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A flow of cells, so that it breaks into rows where there is little room.
// Layer: app.

#include "app/fx/fx-params.h"

#include "app/fx/fx-source.h"
#include "app/widgets/arc-knob.h"

#include <glib/gi18n.h>
#include <string.h>

#define EDGE 16.0 /* px beside what is scrolled to: the scroller fades there */

typedef struct
{
  int        param;
  GtkWidget *control; /* LtArcKnob, GtkSwitch, GtkDropDown or LtFxSource */
} Cell;

struct _LtFxParams
{
  GtkWidget parent_instance;

  LtFxSlot   slot;
  GtkWidget *flow;
  GArray    *cells; /* of Cell */
  gboolean   updating;
};

G_DEFINE_FINAL_TYPE (LtFxParams, lt_fx_params, GTK_TYPE_WIDGET)

static int
param_of (GtkWidget *control)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (control), "param"));
}

static void
on_begin (LtControl *control, LtFxParams *self)
{
  lt_fx_slot_begin (&self->slot);
}

static void
on_knob (LtControl *control, double value, LtFxParams *self)
{
  lt_fx_slot_set (&self->slot, param_of (GTK_WIDGET (control)), value);
}

static void
on_end (LtControl *control, gboolean cancelled, LtFxParams *self)
{
  lt_fx_slot_end (&self->slot, cancelled);
}

static void
on_switch (GtkSwitch *control, GParamSpec *pspec, LtFxParams *self)
{
  if (!self->updating)
    lt_fx_slot_set (&self->slot, param_of (GTK_WIDGET (control)), gtk_switch_get_active (control));
}

static void
on_choice (GtkDropDown *control, GParamSpec *pspec, LtFxParams *self)
{
  if (!self->updating)
    lt_fx_slot_set (&self->slot, param_of (GTK_WIDGET (control)),
                    gtk_drop_down_get_selected (control));
}

/* b3-gain, and g12: those have a plot. */
static gboolean
is_band (const char *key)
{
  if (key[0] == 'g' && g_ascii_isdigit (key[1]))
    return key[1 + strspn (key + 1, "0123456789")] == '\0';
  return key[0] == 'b' && g_ascii_isdigit (key[1]) && key[2] == '-';
}

/* What stands at a control: rows of one band stand together and need not say each time which band it is. */
static const char *
caption_of (const LtParamSpec *row)
{
  static const struct
  {
    const char *what, *caption;
  } captions[] = {
    { "on", N_ ("On") },           { "type", N_ ("Type") },   { "freq", N_ ("Frequency") },
    { "gain", N_ ("Gain") },       { "q", N_ ("Q") },         { "slope", N_ ("Slope") },
    { "channel", N_ ("Channel") }, { "mode", N_ ("Mode") },   { "ratio", N_ ("Ratio") },
    { "knee", N_ ("Knee") },       { "range", N_ ("Range") }, { "threshold", N_ ("Threshold") },
    { "attack", N_ ("Attack") },   { "solo", N_ ("Solo") },   { "release", N_ ("Release") },
    { "width", N_ ("Width") },
  };

  for (gsize i = 0; row->key[0] == 'b' && is_band (row->key) && i < G_N_ELEMENTS (captions); i++)
    if (strcmp (row->key + 3, captions[i].what) == 0)
      return _ (captions[i].caption);
  return _ (row->label);
}

/* The switch of a side-chain is the choice of whom to listen to. */
static gboolean
is_key (LtFxParams *self, const LtParamSpec *row)
{
  return (lt_fx_slot_get (&self->slot)->type->flags & LT_FX_KEY) != 0 && strcmp (row->key, "key") == 0;
}

static GtkWidget *
make_control (LtFxParams *self, const LtParamSpec *row)
{
  GtkWidget *control;

  if (is_key (self, row))
    control = lt_fx_source_new (self->slot.context, self->slot.slot_id);
  else if (row->choices != NULL)
    {
      g_autoptr (GPtrArray) labels = g_ptr_array_new ();

      for (const LtChoice *choice = row->choices; choice->key != NULL; choice++)
        g_ptr_array_add (labels, (char *) _ (choice->label));
      g_ptr_array_add (labels, NULL);
      control = gtk_drop_down_new_from_strings ((const char *const *) labels->pdata);
      g_signal_connect (control, "notify::selected", G_CALLBACK (on_choice), self);
    }
  else if (row->curve == LT_CURVE_STEP && row->min == 0.0f && row->max == 1.0f)
    {
      control = gtk_switch_new ();
      g_signal_connect (control, "notify::active", G_CALLBACK (on_switch), self);
    }
  else
    {
      LtValueSpec spec = lt_value_spec_from_param (row);

      spec.label = caption_of (row);
      control = lt_arc_knob_new (&spec);
      lt_control_set_name (LT_CONTROL (control), _ (row->label));
      g_signal_connect (control, "gesture-begin", G_CALLBACK (on_begin), self);
      g_signal_connect (control, "changed", G_CALLBACK (on_knob), self);
      g_signal_connect (control, "gesture-end", G_CALLBACK (on_end), self);
    }
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (control, GTK_ALIGN_CENTER);
  return control;
}

static void
add_cell (LtFxParams *self, const LtParamSpec *row, int param)
{
  Cell       cell = { param, make_control (self, row) };
  GtkWidget *child = cell.control;

  g_object_set_data (G_OBJECT (cell.control), "param", GINT_TO_POINTER (param));
  if (LT_IS_CONTROL (cell.control))
    lt_fx_slot_follow (&self->slot, cell.control, param);
  if (row->help != NULL)
    gtk_widget_set_tooltip_text (cell.control, _ (row->help));
  if (!LT_IS_CONTROL (cell.control))
    {
      GtkWidget *label = gtk_label_new (is_key (self, row) ? _ ("Side-chain") : caption_of (row));

      if (!LT_IS_FX_SOURCE (cell.control))
        gtk_accessible_update_property (GTK_ACCESSIBLE (cell.control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                        _ (row->label), -1);
      if (GTK_IS_DROP_DOWN (cell.control) && gtk_widget_get_first_child (cell.control) != NULL)
        gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (cell.control)),
                                        GTK_ACCESSIBLE_PROPERTY_LABEL, _ (row->label), -1);
      gtk_widget_add_css_class (label, "caption");
      child = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
      gtk_widget_set_valign (child, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (child), cell.control);
      gtk_box_append (GTK_BOX (child), label);
    }
  gtk_flow_box_append (GTK_FLOW_BOX (self->flow), child);
  gtk_widget_set_focusable (gtk_widget_get_parent (child), FALSE);
  g_array_append_val (self->cells, cell);
}

void
lt_fx_params_update (LtFxParams *self)
{
  lt_fx_slot_frame (&self->slot);

  const LtSlot *slot = lt_fx_slot_get (&self->slot);

  if (slot == NULL || slot->type == NULL)
    return;
  self->updating = TRUE;
  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);
      float       value = slot->values[cell->param];

      if (LT_IS_FX_SOURCE (cell->control))
        lt_fx_source_update (LT_FX_SOURCE (cell->control));
      else if (GTK_IS_SWITCH (cell->control))
        gtk_switch_set_active (GTK_SWITCH (cell->control), value >= 0.5f);
      else if (GTK_IS_DROP_DOWN (cell->control))
        gtk_drop_down_set_selected (GTK_DROP_DOWN (cell->control), (guint) (value + 0.5f));
      else
        lt_control_set_value (LT_CONTROL (cell->control), value);
    }
  self->updating = FALSE;
}

static void
on_enter (GtkEventController *controller, GtkAdjustment *across)
{
  GtkWidget      *child = gtk_event_controller_get_widget (controller);
  GtkWidget      *port = gtk_widget_get_ancestor (child, GTK_TYPE_VIEWPORT);
  graphene_rect_t box;

  if (port != NULL
      && gtk_widget_compute_bounds (child, gtk_viewport_get_child (GTK_VIEWPORT (port)), &box))
    gtk_adjustment_clamp_page (across, box.origin.x - EDGE, box.origin.x + box.size.width + EDGE);
}

void
lt_fx_params_set_is_row (LtFxParams *self, GtkAdjustment *across)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->flow); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkEventController *focus = gtk_event_controller_focus_new ();

      g_signal_connect_object (focus, "enter", G_CALLBACK (on_enter), across, 0);
      gtk_widget_add_controller (child, focus);
    }
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->flow), self->cells->len);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->flow), self->cells->len);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->flow), 10);
}

void
lt_fx_params_set_is_flat (LtFxParams *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      GtkWidget *control = g_array_index (self->cells, Cell, i).control,
                *label = gtk_widget_get_next_sibling (control);

      if (LT_IS_CONTROL (control))
        continue;
      gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_parent (control)),
                                      GTK_ORIENTATION_HORIZONTAL);
      gtk_widget_set_visible (label, GTK_IS_SWITCH (control));
    }
}

static void
lt_fx_params_dispose (GObject *object)
{
  g_clear_pointer (&LT_FX_PARAMS (object)->flow, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_fx_params_parent_class)->dispose (object);
}

static void
lt_fx_params_finalize (GObject *object)
{
  g_array_unref (LT_FX_PARAMS (object)->cells);
  lt_fx_slot_clear (&LT_FX_PARAMS (object)->slot);
  G_OBJECT_CLASS (lt_fx_params_parent_class)->finalize (object);
}

static void
lt_fx_params_class_init (LtFxParamsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_fx_params_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_fx_params_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "fxparams");
}

static void
lt_fx_params_init (LtFxParams *self)
{
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  self->flow = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->flow), 24);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->flow), 4);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->flow), 8);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->flow), 4);
  gtk_widget_set_parent (self->flow, GTK_WIDGET (self));
}

GtkWidget *
lt_fx_params_new (LtContext *context, LtId slot_id, const char *const *keys)
{
  LtFxParams   *self = g_object_new (LT_TYPE_FX_PARAMS, NULL);
  const LtSlot *slot;

  lt_fx_slot_init (&self->slot, context, slot_id);
  slot = lt_fx_slot_get (&self->slot);
  if (slot == NULL || slot->type == NULL)
    return GTK_WIDGET (self);

  if (keys == NULL)
    for (uint32_t p = 0; p < slot->type->n_params; p++)
      if (!is_band (slot->type->params[p].key))
        add_cell (self, &slot->type->params[p], (int) p);
  for (; keys != NULL && *keys != NULL; keys++)
    {
      int param = lt_param_find (slot->type->params, slot->type->n_params, *keys);

      if (param >= 0)
        add_cell (self, &slot->type->params[param], param);
    }
  lt_fx_params_update (self);
  return GTK_WIDGET (self);
}
