// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Knobs stay while the sends are the same.
// Layer: app.

#include "app/mix/send-list.h"

#include "app/mix/mix-edit.h"
#include "app/mix/strip-menu.h"
#include "app/mix/strip-popover.h"
#include "app/widgets/arc-knob.h"
#include "session/edit-send.h"

#include <glib/gi18n.h>

struct _LtSendList
{
  GtkWidget parent_instance;

  LtContext *context;
  LtId       strip_id;
  GPtrArray *knobs; /* of LtArcKnob, children */
  GArray    *ids;   /* of LtId */
  GtkWidget *add, *is_return;
};

G_DEFINE_FINAL_TYPE (LtSendList, lt_send_list, GTK_TYPE_WIDGET)

/* The first letter and the next consonant, or the first letters of two words. */
char *
lt_send_list_dup_letters (const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name, " -_", -1);
  const char    *second = g_strv_length (words) > 1 ? words[1] : "";
  gunichar       first = g_unichar_toupper (g_utf8_get_char (name));
  gunichar       next = *second != '\0' ? g_unichar_toupper (g_utf8_get_char (second)) : 0;
  GString       *letters = g_string_new (NULL);

  if (*name == '\0')
    return g_string_free (letters, FALSE);
  for (const char *c = g_utf8_next_char (name); next == 0 && *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isalnum (g_utf8_get_char (c)) && strchr ("aeiouAEIOU", (int) *c) == NULL)
      next = g_unichar_tolower (g_utf8_get_char (c));
  if (next == 0 && *g_utf8_next_char (name) != '\0')
    next = g_utf8_get_char (g_utf8_next_char (name));
  g_string_append_unichar (letters, first);
  if (next != 0)
    g_string_append_unichar (letters, next);
  return g_string_free (letters, FALSE);
}

/* --- what a knob's menu does --- */

static const LtSend *
find_send (LtSendList *self, GVariant *parameter)
{
  const LtSession *session = lt_mix_edit_get_session (self->context);

  return session != NULL ? lt_session_find_send (session, g_variant_get_uint64 (parameter), NULL) : NULL;
}

static void
on_pre (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtSendList   *self = LT_SEND_LIST (widget);
  const LtSend *send = find_send (self, parameter);

  if (send != NULL)
    lt_mix_edit_send_pre (self->context, send->id, !send->pre);
}

static void
on_mute (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtSendList   *self = LT_SEND_LIST (widget);
  const LtSend *send = find_send (self, parameter);

  if (send != NULL)
    lt_mix_edit_send_value (self->context, send->id, LT_SEND_MUTE, !send->mute, send->mute ? _ ("Send on") : _ ("Send off"));
}

static void
on_remove (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtSendList   *self = LT_SEND_LIST (widget);
  const LtSend *send = find_send (self, parameter);

  if (send != NULL && lt_mix_edit_apply (self->context, lt_edit_send_remove (lt_mix_edit_get_session (self->context), send->id), _ ("Remove send"), NULL))
    lt_context_toast (self->context, _ ("Removed a send"), TRUE);
}

static void
on_place (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtSendList *self = LT_SEND_LIST (widget);

  if (find_send (self, parameter) != NULL)
    lt_strip_popover_send (gtk_widget_get_parent (widget), self->context, g_variant_get_uint64 (parameter));
}

static void
on_go (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtSendList   *self = LT_SEND_LIST (widget);
  const LtSend *send = find_send (self, parameter);

  if (send != NULL)
    gtk_widget_activate_action (widget, "mix.go-to", "t", (guint64) send->to_id);
}

static GMenuModel *
new_menu (const LtSend *send)
{
  GMenu      *menu = g_menu_new ();
  const char *rows[][2] = {
    { send->pre ? _ ("Take after the fader") : _ ("Take before the fader"), "send.pre" },
    { send->mute ? _ ("Turn on") : _ ("Turn off"), "send.mute" },
    { _ ("Level and pan…"), "send.place" },
    { _ ("Go to the bus"), "send.go" },
    { _ ("Remove send"), "send.remove" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (rows[i][0], NULL);

      g_menu_item_set_action_and_target_value (item, rows[i][1], g_variant_new_uint64 (send->id));
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

/* --- knobs --- */

static void
on_add (LtSendList *self)
{
  lt_strip_menu_popup_send (self->add, self->context, self->strip_id);
}

static gboolean
is_same (LtSendList *self, const LtStrip *strip)
{
  if (self->ids->len != strip->sends->len)
    return FALSE;
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, LtId, i) != ((const LtSend *) g_ptr_array_index (strip->sends, i))->id)
      return FALSE;
  return TRUE;
}

static void
rebuild (LtSendList *self, const LtStrip *strip)
{
  LtValueSpec spec = lt_value_spec_fader ();

  spec.label = _ ("Send level");
  spec.format.is_whole = TRUE;
  for (guint i = 0; i < self->knobs->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->knobs, i));
  g_ptr_array_set_size (self->knobs, 0);
  g_array_set_size (self->ids, 0);
  for (guint i = 0; i < strip->sends->len; i++)
    {
      const LtSend *send = g_ptr_array_index (strip->sends, i);
      GtkWidget    *knob = lt_arc_knob_new_mini (&spec, "");

      lt_mix_edit_bind_send (LT_CONTROL (knob), self->context, send->id, LT_SEND_LEVEL, _ ("Send level"));
      gtk_widget_insert_before (knob, GTK_WIDGET (self), self->add);
      g_ptr_array_add (self->knobs, knob);
      g_array_append_val (self->ids, send->id);
    }
}

static void
update_knob (LtArcKnob *knob, const LtSession *session, const LtStrip *strip, const LtSend *send)
{
  const LtStrip   *to = lt_session_find_strip (session, send->to_id);
  const char      *to_name = to != NULL ? to->name : "";
  g_autofree char *letters = lt_send_list_dup_letters (to_name);
  /* Translators: a strip and the bus it sends to. */
  g_autofree char *name = g_strdup_printf (_ ("%s send to %s"), strip->name, to_name);
  const char      *how = send->mute ? _ ("off") : (send->pre ? _ ("before the fader") : _ ("after the fader"));
  g_autofree char *tip = g_strdup_printf ("%s, %s", name, how);
  g_autoptr (GMenuModel) menu = new_menu (send);

  lt_arc_knob_set_letters (knob, letters);
  lt_control_set_name (LT_CONTROL (knob), name);
  lt_control_set_menu (LT_CONTROL (knob), menu);
  lt_control_set_value (LT_CONTROL (knob), send->level_db);
  gtk_widget_set_tooltip_text (GTK_WIDGET (knob), tip);
  if (send->mute)
    gtk_widget_add_css_class (GTK_WIDGET (knob), "off");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (knob), "off");
}

/* A bus that is fed by sends alone, and sends nothing on. */
static gboolean
is_return (const LtSession *session, const LtStrip *strip)
{
  gboolean is_fed = FALSE;

  if (strip->kind != LT_STRIP_BUS || strip->sends->len > 0)
    return FALSE;
  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    {
      const LtStrip *other = lt_session_get_strip (session, i);

      if (other->output_id == strip->id)
        return FALSE;
      for (guint k = 0; k < other->sends->len && !is_fed; k++)
        is_fed = ((const LtSend *) g_ptr_array_index (other->sends, k))->to_id == strip->id;
    }
  return is_fed;
}

void
lt_send_list_update (LtSendList *self, const LtSession *session, const LtStrip *strip)
{
  g_autofree char *words = g_strdup_printf (_ ("Add a send to %s"), strip->name);

  if (!is_same (self, strip))
    rebuild (self, strip);
  for (guint i = 0; i < self->knobs->len; i++)
    update_knob (LT_ARC_KNOB (g_ptr_array_index (self->knobs, i)), session, strip, g_ptr_array_index (strip->sends, i));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_visible (self->is_return, is_return (session, strip));
}

gboolean
lt_send_list_focus (LtSendList *self, guint index)
{
  return gtk_widget_grab_focus (index < self->knobs->len ? g_ptr_array_index (self->knobs, index) : self->add);
}

/* --- the class --- */

static void
lt_send_list_dispose (GObject *object)
{
  LtSendList *self = LT_SEND_LIST (object);
  GtkWidget  *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->knobs, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lt_send_list_parent_class)->dispose (object);
}

static void
lt_send_list_class_init (LtSendListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_send_list_dispose;
  gtk_widget_class_set_css_name (widget_class, "sends");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "send.pre", "t", on_pre);
  gtk_widget_class_install_action (widget_class, "send.mute", "t", on_mute);
  gtk_widget_class_install_action (widget_class, "send.place", "t", on_place);
  gtk_widget_class_install_action (widget_class, "send.go", "t", on_go);
  gtk_widget_class_install_action (widget_class, "send.remove", "t", on_remove);
}

static void
lt_send_list_init (LtSendList *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("list-add-symbolic");

  self->knobs = g_ptr_array_new ();
  self->ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  self->add = gtk_button_new ();
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 10);
  gtk_button_set_child (GTK_BUTTON (self->add), icon);
  gtk_widget_add_css_class (self->add, "send-add");
  gtk_widget_set_valign (self->add, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->add, _ ("Add a send"));
  gtk_widget_set_parent (self->add, GTK_WIDGET (self));
  self->is_return = gtk_label_new (_ ("Return"));
  gtk_widget_add_css_class (self->is_return, "return");
  gtk_widget_set_tooltip_text (self->is_return, _ ("Fed by sends alone"));
  gtk_widget_set_hexpand (self->is_return, TRUE);
  gtk_widget_set_visible (self->is_return, FALSE);
  gtk_widget_insert_before (self->is_return, GTK_WIDGET (self), self->add);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (on_add), self);
}

GtkWidget *
lt_send_list_new (LtContext *context, LtId strip_id)
{
  LtSendList *self = g_object_new (LT_TYPE_SEND_LIST, NULL);

  self->context = g_object_ref (context);
  self->strip_id = strip_id;
  return GTK_WIDGET (self);
}
