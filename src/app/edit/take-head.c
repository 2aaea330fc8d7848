// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A row of plain widgets.
// Layer: app.

#include "app/edit/take-head.h"

#include "app/edit/take-ops.h"
#include "app/shell/actions.h"
#include "app/widgets/typed-label.h"

#include <glib/gi18n.h>

struct _LtTakeHead
{
  LtSubHead parent_instance;

  LtId     take_id;
  gboolean is_filling;

  GtkWidget *number, *name, *more;
};

G_DEFINE_FINAL_TYPE (LtTakeHead, lt_take_head, LT_TYPE_SUB_HEAD)

static LtEditState *
state_of (gpointer self)
{
  return lt_sub_head_get_state (LT_SUB_HEAD (self));
}

static void
on_name (GtkEditableLabel *label, GParamSpec *pspec, LtTakeHead *self)
{
  if (!self->is_filling && !gtk_editable_label_get_editing (label))
    lt_take_ops_rename (state_of (self), self->take_id, gtk_editable_get_text (GTK_EDITABLE (label)));
}

static void
on_choose_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_take_ops_choose_all (state_of (widget), LT_TAKE_HEAD (widget)->take_id);
}

static void
on_rename (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (LT_TAKE_HEAD (widget)->name);
  gtk_editable_label_start_editing (GTK_EDITABLE_LABEL (LT_TAKE_HEAD (widget)->name));
}

static void
on_remove (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lt_take_ops_remove (state_of (widget), LT_TAKE_HEAD (widget)->take_id);
}

void
lt_take_head_show (LtTakeHead *self, const LtTrack *track, guint index)
{
  const LtTake    *take = track->takes->pdata[index];
  g_autofree char *number = g_strdup_printf ("%u", index + 1);
  g_autofree char *label = g_strdup_printf (_ ("Name of take %u of %s"), index + 1, track->strip->name);
  g_autofree char *more = g_strdup_printf (_ ("What can be done with %s"), take->name);

  lt_sub_head_set_strip (LT_SUB_HEAD (self), track->strip);
  self->take_id = take->id;
  gtk_label_set_label (GTK_LABEL (self->number), number);
  self->is_filling = TRUE;
  lt_typed_label_show (self->name, take->name);
  self->is_filling = FALSE;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, take->name, -1);
  lt_actions_set_name (self->more, more);
}

static GMenuModel *
new_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _ ("Choose all of it"), "take.choose-all");
  g_menu_append (menu, _ ("Rename the take"), "take.rename");
  g_menu_append (menu, _ ("Remove the take"), "take.remove");
  return G_MENU_MODEL (menu);
}

static GtkWidget *
build (LtTakeHead *self)
{
  g_autoptr (GMenuModel) menu = new_menu ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->number = gtk_label_new (NULL);
  self->name = lt_typed_label_new ();
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more), menu);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->more), "view-more-symbolic");
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_add_css_class (self->number, "tick");
  gtk_editable_set_width_chars (GTK_EDITABLE (self->name), 4);
  gtk_widget_set_hexpand (self->name, TRUE);
  gtk_widget_add_css_class (row, "take-line");
  for (GtkWidget **w = (GtkWidget *[]) { self->number, self->name, self->more, NULL }; *w != NULL; w++)
    {
      gtk_widget_set_valign (*w, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (row), *w);
    }
  g_signal_connect_object (self->name, "notify::editing", G_CALLBACK (on_name), self, 0);
  return row;
}

static void
lt_take_head_dispose (GObject *object)
{
  LT_TAKE_HEAD (object)->is_filling = TRUE; /* a name that is being typed goes with the rest */
  G_OBJECT_CLASS (lt_take_head_parent_class)->dispose (object);
}

static void
lt_take_head_class_init (LtTakeHeadClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_take_head_dispose;
  gtk_widget_class_set_css_name (widget, "takehead");
  gtk_widget_class_install_action (widget, "take.choose-all", NULL, on_choose_all);
  gtk_widget_class_install_action (widget, "take.rename", NULL, on_rename);
  gtk_widget_class_install_action (widget, "take.remove", NULL, on_remove);
}

static void
lt_take_head_init (LtTakeHead *self)
{
}

GtkWidget *
lt_take_head_new (LtEditState *state)
{
  LtTakeHead *self = g_object_new (LT_TYPE_TAKE_HEAD, NULL);

  lt_sub_head_set_up (LT_SUB_HEAD (self), state, build (self));
  return GTK_WIDGET (self);
}
