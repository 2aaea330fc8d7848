// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A row that all strips have, so that what is above it stands side by side.
// Layer: app.

#include "app/mix/strip-foot.h"

#include "app/mix/group-button.h"
#include "app/mix/mix-edit.h"
#include "app/widgets/mode-button.h"

#include <glib/gi18n.h>

struct _LtStripFoot
{
  GtkWidget parent_instance;

  LtContext *context;
  LtId       strip_id;
  GtkWidget *mode;
  GtkWidget *group; /* NULL: strips of this kind are in none */
};

G_DEFINE_FINAL_TYPE (LtStripFoot, lt_strip_foot, GTK_TYPE_WIDGET)

static void
on_mode (LtModeButton *button, guint mode, LtStripFoot *self)
{
  lt_mix_edit_value (self->context, self->strip_id, LT_STRIP_AUTOMATION, mode, _ ("Automation mode"));
}

void
lt_strip_foot_update (LtStripFoot *self, const LtSession *session, const LtStrip *strip)
{
  g_autofree char *name = g_strdup_printf (_ ("%s automation"), strip->kind == LT_STRIP_MIX ? _ ("Mix bus") : strip->name);

  lt_mode_button_set_name (LT_MODE_BUTTON (self->mode), name);
  lt_mode_button_set_selected (LT_MODE_BUTTON (self->mode), strip->automation);
  if (self->group != NULL)
    lt_group_button_update (LT_GROUP_BUTTON (self->group), session, strip);
}

GtkWidget *
lt_strip_foot_get_mode (LtStripFoot *self)
{
  return self->mode;
}

GtkWidget *
lt_strip_foot_get_group (LtStripFoot *self)
{
  return self->group;
}

static void
lt_strip_foot_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  LT_STRIP_FOOT (object)->mode = LT_STRIP_FOOT (object)->group = NULL;
  g_clear_object (&LT_STRIP_FOOT (object)->context);
  G_OBJECT_CLASS (lt_strip_foot_parent_class)->dispose (object);
}

static void
lt_strip_foot_class_init (LtStripFootClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_strip_foot_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "stripfoot");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
}

static void
lt_strip_foot_init (LtStripFoot *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 3);
}

GtkWidget *
lt_strip_foot_new (LtContext *context, LtId strip_id, LtStripKind kind)
{
  LtStripFoot *self = g_object_new (LT_TYPE_STRIP_FOOT, NULL);

  self->context = g_object_ref (context);
  self->strip_id = strip_id;
  self->mode = lt_mode_button_new (lt_strip_rows[LT_STRIP_AUTOMATION].choices);
  gtk_widget_set_hexpand (self->mode, TRUE);
  gtk_widget_set_parent (self->mode, GTK_WIDGET (self));
  g_signal_connect (self->mode, "picked", G_CALLBACK (on_mode), self);
  if (kind <= LT_STRIP_BUS)
    {
      self->group = lt_group_button_new (context, strip_id);
      gtk_widget_set_halign (self->group, GTK_ALIGN_END);
      gtk_widget_set_parent (self->group, GTK_WIDGET (self));
    }
  return GTK_WIDGET (self);
}
