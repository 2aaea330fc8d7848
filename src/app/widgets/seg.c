// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A group of toggle buttons with the index of the one that is on.
// Layer: app/widgets.

#include "app/widgets/seg.h"

struct _LtSeg
{
  GtkWidget parent_instance;

  guint    selected;
  gboolean is_setting;
};

G_DEFINE_FINAL_TYPE (LtSeg, lt_seg, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SELECTED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static guint       picked_signal;

static void
on_toggled (GtkToggleButton *button, LtSeg *self)
{
  guint index = 0;

  if (!gtk_toggle_button_get_active (button))
    return;
  for (GtkWidget *other = gtk_widget_get_first_child (GTK_WIDGET (self)); other != GTK_WIDGET (button); other = gtk_widget_get_next_sibling (other))
    index++;
  if (self->selected == index)
    return;
  self->selected = index;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED]);
  if (!self->is_setting)
    g_signal_emit (self, picked_signal, 0, index);
}

static void
lt_seg_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_uint (value, LT_SEG (object)->selected);
}

static void
lt_seg_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  lt_seg_set_selected (LT_SEG (object), g_value_get_uint (value));
}

static void
lt_seg_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lt_seg_parent_class)->dispose (object);
}

static void
lt_seg_class_init (LtSegClass *class)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = lt_seg_get_property;
  object_class->set_property = lt_seg_set_property;
  object_class->dispose = lt_seg_dispose;
  props[PROP_SELECTED] = g_param_spec_uint ("selected", NULL, NULL, 0, G_MAXUINT, 0,
                                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  picked_signal = g_signal_new ("picked", LT_TYPE_SEG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "seg");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
}

static void
lt_seg_init (LtSeg *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 1);
}

GtkWidget *
lt_seg_new (const char *const *labels)
{
  LtSeg           *self = g_object_new (LT_TYPE_SEG, NULL);
  GtkToggleButton *first = NULL;

  for (; *labels != NULL; labels++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (*labels);

      gtk_widget_set_focus_on_click (button, FALSE);
      gtk_widget_set_parent (button, GTK_WIDGET (self));
      if (first == NULL)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      first = first != NULL ? first : GTK_TOGGLE_BUTTON (button);
      g_signal_connect (button, "toggled", G_CALLBACK (on_toggled), self);
    }
  return GTK_WIDGET (self);
}

GtkWidget *
lt_seg_get_button (LtSeg *self, guint index)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  while (child != NULL && index-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

void
lt_seg_set_selected (LtSeg *self, guint index)
{
  GtkWidget *button = lt_seg_get_button (self, index);

  g_return_if_fail (button != NULL);

  self->is_setting = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  self->is_setting = FALSE;
}

guint
lt_seg_get_selected (LtSeg *self)
{
  return self->selected;
}

void
lt_seg_set_name (LtSeg *self, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
