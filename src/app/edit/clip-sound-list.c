// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows are made anew when other effects are there, and follow the session otherwise.
// Layer: app.

#include "app/edit/clip-sound-list.h"

#include "app/mix/fx-picker.h"
#include "app/mix/mix-float.h"
#include "app/mix/strip-facts.h"
#include "app/shell/actions.h"
#include "app/widgets/sensitive.h"
#include "session/clip-sound.h"
#include "session/edit-clip-fx.h"
#include "session/edit-slot.h"

#include <glib/gi18n.h>

struct _LtClipSoundList
{
  GtkWidget parent_instance;

  LtEditState *state;
  LtId         clip_id;
  GArray      *shown; /* of LtId: the slots that have rows */
  gboolean     is_filling;

  GtkWidget *scroll, *rows, *add;
};

G_DEFINE_FINAL_TYPE (LtClipSoundList, lt_clip_sound_list, GTK_TYPE_WIDGET)

#define ID_KEY "lathe-slot"

static const LtClip *
clip_of (LtClipSoundList *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);

  return session != NULL && self->clip_id != 0 ? lt_session_find_clip (session, self->clip_id, NULL) : NULL;
}

static const LtSlot *
slot_of (LtClipSoundList *self, LtId slot_id)
{
  const LtClip *clip = clip_of (self);

  return clip != NULL ? lt_clip_sound_find_slot (clip, slot_id) : NULL;
}

static LtId
id_of (GtkWidget *row)
{
  return *(const LtId *) g_object_get_data (G_OBJECT (row), ID_KEY);
}

/* --- edits --- */

static void
apply (LtClipSoundList *self, LtSession *next, const char *label)
{
  lt_edit_state_apply (self->state, next, label, NULL);
}

static void
on_power (GtkToggleButton *button, LtClipSoundList *self)
{
  LtId slot_id = id_of (GTK_WIDGET (button));
  bool is_on = gtk_toggle_button_get_active (button);

  if (!self->is_filling && slot_of (self, slot_id) != NULL)
    apply (self, lt_edit_slot_bypass (lt_edit_state_get_session (self->state), slot_id, !is_on), is_on ? _ ("Effect on") : _ ("Bypass effect"));
}

static void
on_open (GtkWidget *button, LtClipSoundList *self)
{
  lt_mix_float_present (lt_edit_state_get_context (self->state), id_of (button), GTK_WIDGET (self));
}

static void
on_chosen (const LtFxType *type, gpointer data)
{
  LtClipSoundList *self = data;
  LtId             slot_id = 0;

  if (clip_of (self) == NULL)
    return;
  g_autofree char *label = g_strdup_printf (_ ("Add %s to the clip"), _ (type->label));
  apply (self, lt_edit_clip_fx_add_slot (lt_edit_state_get_session (self->state), self->clip_id, type, -1, NULL, &slot_id), label);
  if (slot_of (self, slot_id) != NULL)
    lt_mix_float_present (lt_edit_state_get_context (self->state), slot_id, GTK_WIDGET (self));
}

static void
on_add (LtClipSoundList *self)
{
  lt_fx_picker_popup (self->add, on_chosen, g_object_ref (self), g_object_unref);
}

static void
move_by (LtClipSoundList *self, LtId slot_id, int by)
{
  const LtClip *clip = clip_of (self);

  for (guint i = 0; clip != NULL && clip->sound.slots != NULL && i < clip->sound.slots->len; i++)
    if (((const LtSlot *) clip->sound.slots->pdata[i])->id == slot_id)
      {
        int to = CLAMP ((int) i + by, 0, (int) clip->sound.slots->len - 1);

        apply (self, lt_edit_clip_fx_move_slot (lt_edit_state_get_session (self->state), slot_id, to), _ ("Move effect"));
        return;
      }
}

static void
remove_slot (LtClipSoundList *self, LtId slot_id)
{
  const LtSlot *slot = slot_of (self, slot_id);

  if (slot == NULL)
    return;
  g_autofree char *label = g_strdup_printf (_ ("Remove %s"), lt_strip_facts_get_slot_name (slot));
  apply (self, lt_edit_slot_remove (lt_edit_state_get_session (self->state), slot_id), label);
}

static void
on_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtClipSoundList *self = LT_CLIP_SOUND_LIST (widget);
  LtId             slot_id = g_variant_get_uint64 (parameter);

  if (g_str_equal (name, "clip-fx.remove"))
    remove_slot (self, slot_id);
  else
    move_by (self, slot_id, g_str_equal (name, "clip-fx.up") ? -1 : 1);
}

/* Of the row that has the focus; 0: none. */
static LtId
focused_id (LtClipSoundList *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (self->rows);

  return row != NULL ? id_of (row) : 0;
}

/* The key that deletes clips: here it means the effect, and never the clip. */
static void
on_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  remove_slot (LT_CLIP_SOUND_LIST (widget), focused_id (LT_CLIP_SOUND_LIST (widget)));
}

/* The order of the effects by a row's keys. */
static gboolean
on_key (GtkEventControllerKey *keys, guint keyval, guint code, GdkModifierType state, LtClipSoundList *self)
{
  GtkWidget  *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys));
  gboolean    is_alt = (state & GDK_ALT_MASK) != 0;
  const char *action = is_alt && keyval == GDK_KEY_Up ? "clip-fx.up" : is_alt && keyval == GDK_KEY_Down ? "clip-fx.down" : NULL;

  if (action == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), action, "t", id_of (row));
  return GDK_EVENT_STOP;
}

/* Elsewhere these keys are the envelope's. */
static gboolean
takes_key (GtkWidget *widget, guint keyval, GdkModifierType state)
{
  return (state & GDK_ALT_MASK) != 0 && (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down);
}

/* --- rows --- */

static void
append (GMenu *menu, const char *label, const char *action, LtId slot_id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, g_variant_new_uint64 (slot_id));
  g_menu_append_item (menu, item);
}

static GtkWidget *
menu_new (LtId slot_id, const char *name)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *label = g_strdup_printf (_ ("What can be done with %s"), name);
  GtkWidget       *button = gtk_menu_button_new ();

  append (menu, _ ("Move up"), "clip-fx.up", slot_id);
  append (menu, _ ("Move down"), "clip-fx.down", slot_id);
  append (menu, _ ("Remove"), "clip-fx.remove", slot_id);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  lt_actions_set_name (button, label);
  return button;
}

static void
keep_id (GtkWidget *widget, LtId slot_id)
{
  g_object_set_data_full (G_OBJECT (widget), ID_KEY, g_memdup2 (&slot_id, sizeof slot_id), g_free);
}

static GtkWidget *
row_new (LtClipSoundList *self, const LtSlot *slot)
{
  GtkWidget          *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  const char         *name = lt_strip_facts_get_slot_name (slot);
  GtkWidget          *power = gtk_toggle_button_new (), *open = gtk_button_new_with_label (name), *menu = menu_new (slot->id, name);
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autofree char *power_name = g_strdup_printf (_ ("%s on"), name), *open_name = g_strdup_printf (_ ("Open the editor of %s"), name);

  gtk_button_set_icon_name (GTK_BUTTON (power), "lathe-power-symbolic");
  lt_actions_set_name (power, power_name);
  lt_actions_set_name (open, open_name);
  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (open))), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (open))), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (open, TRUE);
  gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (open, slot->type != NULL);
  gtk_widget_add_css_class (open, "mini");
  for (GtkWidget **w = (GtkWidget *[]) { power, menu, NULL }; *w != NULL; w++)
    {
      gtk_widget_add_css_class (*w, "tool");
      gtk_widget_add_css_class (*w, "small");
      gtk_widget_add_css_class (*w, "flat");
      gtk_widget_set_valign (*w, GTK_ALIGN_CENTER);
    }
  keep_id (row, slot->id);
  keep_id (power, slot->id);
  keep_id (open, slot->id);
  lt_actions_set_own_keys (power, takes_key);
  lt_actions_set_own_keys (open, takes_key);
  g_signal_connect (power, "toggled", G_CALLBACK (on_power), self);
  g_signal_connect (open, "clicked", G_CALLBACK (on_open), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (row, keys);
  gtk_box_append (GTK_BOX (row), power);
  gtk_box_append (GTK_BOX (row), open);
  gtk_box_append (GTK_BOX (row), menu);
  return row;
}

static gboolean
has_rows_of (LtClipSoundList *self, const GPtrArray *slots)
{
  guint n = slots != NULL ? slots->len : 0;

  if (self->shown->len != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (g_array_index (self->shown, LtId, i) != ((const LtSlot *) slots->pdata[i])->id)
      return FALSE;
  return TRUE;
}

/* The row that had it, or the way to add one. */
static void
give_focus (LtClipSoundList *self, LtId slot_id)
{
  GtkWidget *row = gtk_widget_get_first_child (self->rows);

  while (row != NULL && id_of (row) != slot_id)
    row = gtk_widget_get_next_sibling (row);
  gtk_widget_grab_focus (row != NULL ? gtk_widget_get_next_sibling (gtk_widget_get_first_child (row)) : self->add);
}

static void
make_rows (LtClipSoundList *self, const GPtrArray *slots)
{
  LtId       focused = focused_id (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), child);
  g_array_set_size (self->shown, 0);
  for (guint i = 0; slots != NULL && i < slots->len; i++)
    {
      const LtSlot *slot = slots->pdata[i];

      gtk_box_append (GTK_BOX (self->rows), row_new (self, slot));
      g_array_append_val (self->shown, slot->id);
    }
  if (focused != 0)
    give_focus (self, focused);
}

void
lt_clip_sound_list_show (LtClipSoundList *self, const LtClip *clip)
{
  const GPtrArray *slots = clip != NULL ? clip->sound.slots : NULL;
  guint            i = 0;

  self->clip_id = clip != NULL ? clip->id : 0;
  if (!has_rows_of (self, slots))
    make_rows (self, slots);
  gtk_widget_set_visible (self->scroll, slots != NULL);
  lt_sensitive_set (GTK_WIDGET (self), clip != NULL && !clip->locked);
  self->is_filling = TRUE;
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_widget_get_first_child (row)), !((const LtSlot *) slots->pdata[i++])->bypass);
  self->is_filling = FALSE;
}

GtkWidget *
lt_clip_sound_list_get_top (LtClipSoundList *self)
{
  GtkWidget *row = gtk_widget_get_first_child (self->rows);

  return row != NULL ? row : self->add;
}

/* --- the class --- */

static void
lt_clip_sound_list_dispose (GObject *object)
{
  LtClipSoundList *self = LT_CLIP_SOUND_LIST (object);
  GtkWidget       *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->state);
  G_OBJECT_CLASS (lt_clip_sound_list_parent_class)->dispose (object);
}

static void
lt_clip_sound_list_finalize (GObject *object)
{
  g_array_unref (LT_CLIP_SOUND_LIST (object)->shown);
  G_OBJECT_CLASS (lt_clip_sound_list_parent_class)->finalize (object);
}

static void
lt_clip_sound_list_class_init (LtClipSoundListClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_clip_sound_list_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_clip_sound_list_finalize;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget, "clip-fx.up", "t", on_action);
  gtk_widget_class_install_action (widget, "clip-fx.down", "t", on_action);
  gtk_widget_class_install_action (widget, "clip-fx.remove", "t", on_action);
  gtk_widget_class_install_action (widget, "edit.delete", NULL, on_delete);
}

static void
lt_clip_sound_list_init (LtClipSoundList *self)
{
  GtkLayoutManager *box = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (box), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (box), 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Effects of the clip"), -1);
  self->shown = g_array_new (FALSE, FALSE, sizeof (LtId));
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->scroll = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroll), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroll), self->rows);
  gtk_widget_set_parent (self->scroll, GTK_WIDGET (self));
  self->add = gtk_button_new_with_label (_ ("Add effect…"));
  gtk_widget_add_css_class (self->add, "mini");
  gtk_widget_set_tooltip_text (self->add, _ ("Add an effect to this clip alone"));
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (on_add), self);
  gtk_widget_set_parent (self->add, GTK_WIDGET (self));
}

GtkWidget *
lt_clip_sound_list_new (LtEditState *state)
{
  LtClipSoundList *self = g_object_new (LT_TYPE_CLIP_SOUND_LIST, NULL);

  self->state = g_object_ref (state);
  return GTK_WIDGET (self);
}
