// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A menu in the shape of a card: what one delivery gets behind the chain, and whether it is heard.
// Layer: app.

#include "app/master/dither-card.h"

#include "app/master/module-picture.h"
#include "app/shell/actions.h"
#include "app/shell/monitor-actions.h"
#include "app/widgets/palette.h"
#include "deliver/targets.h"

#include <glib/gi18n.h>

struct _LtDitherCard
{
  GtkWidget parent_instance;

  LtContext     *context;
  GSimpleAction *heard, *delivery, *bits, *dither; /* states: is it heard; which is shown (id); its "bits", its dither's key */
  GPtrArray     *deliveries; /* the session's that were looked at, a reference; NULL: none yet */
  LtId           next_id;    /* of that session */
  LtTarget      *target;     /* shown; NULL: none that is wanted is of whole numbers */
  GtkWidget     *button, *box, *power, *picture, *first, *second;
};

G_DEFINE_FINAL_TYPE (LtDitherCard, lt_dither_card, GTK_TYPE_WIDGET)

static LtDocument *
document_of (LtDitherCard *self)
{
  return lt_context_get_document (self->context);
}

static const LtSession *
session_of (LtDitherCard *self)
{
  return document_of (self) != NULL ? lt_document_get_session (document_of (self)) : NULL; /* NULL: the window closes */
}

static int
type_row (const char *key)
{
  const LtFxType *type = lt_fx_find ("dither");

  return lt_param_find (type->params, type->n_params, key);
}

/* The effect's own words, in the order that deliveries know. */
static const LtChoice *
dithers (void)
{
  return lt_fx_find ("dither")->params[type_row ("type")].choices;
}

static guint
bits_of (const LtTarget *target)
{
  return (guint) g_ascii_strtoull (lt_file_format_bits_key (target->bits), NULL, 10);
}

static gboolean
is_heard (LtDitherCard *self)
{
  return lt_live_get_word (lt_context_get_live (self->context), NULL) != 0;
}

/* --- which delivery --- */

/* Dither is for whole numbers, and behind 24 bits nobody asks for it. */
static gboolean
has_dither (const LtTarget *target)
{
  return target->on && !target->format->is_lossy && target->bits < LT_BITS_32;
}

/* (transfer full): of LtTarget, those that are wanted and get dither. */
static GPtrArray *
dup_targets (LtDitherCard *self)
{
  const LtSession *session = session_of (self);
  g_autoptr (LtSession) own = session != NULL ? lt_targets_adopt (session, NULL) : NULL;
  GPtrArray *targets = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_targets_free);

  for (guint i = 0; own != NULL && i < own->deliveries->len; i++)
    {
      LtTarget *target = lt_targets_resolve (g_ptr_array_index (own->deliveries, i), NULL);

      if (target != NULL && has_dither (target))
        g_ptr_array_add (targets, target);
      else if (target != NULL)
        lt_targets_free (target);
    }
  return targets;
}

/* The one that was chosen, as long as it is wanted; else the first. @name: by this, NULL: by its id. */
static void
find_target (LtDitherCard *self, const char *name)
{
  g_autoptr (GVariant)  state = g_action_get_state (G_ACTION (self->delivery));
  g_autoptr (GPtrArray) targets = dup_targets (self);
  const LtTarget       *found = targets->len > 0 ? g_ptr_array_index (targets, 0) : NULL;

  for (guint i = 0; i < targets->len; i++)
    {
      const LtTarget *target = g_ptr_array_index (targets, i);

      if (name != NULL ? g_str_equal (target->name, name) : target->id == g_variant_get_uint64 (state))
        found = target;
    }
  g_clear_pointer (&self->target, lt_targets_free);
  if (found != NULL)
    self->target = lt_targets_copy (found);
}

/* --- the picture --- */

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  LtDitherCard    *self = data;
  const LtSession *session = session_of (self);
  const LtFxType  *type = lt_fx_find ("dither");
  float            values[LT_FX_MAX_PARAMS];
  LtSlot           slot = { .effect = (char *) "dither", .type = type, .values = values };
  LtModulePicture  none = { { 0 } };

  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_WELL));
  cairo_paint (cr);
  if (self->target == NULL)
    return;
  lt_fx_defaults (type, values);
  values[type_row ("bits")] = (float) bits_of (self->target);
  values[type_row ("type")] = (float) self->target->dither;
  cairo_push_group (cr);
  lt_module_picture_draw (&none, &slot, session != NULL ? session->rate_hz : 48000.0, cr, width, height);
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, is_heard (self) ? 1.0 : 0.5);
}

/* --- what it says --- */

static char *
dup_words (LtDitherCard *self)
{
  const LtTarget *target = self->target;

  if (target == NULL)
    return g_strdup (_ ("Dither, last: no delivery that is chosen has any"));
  return g_strdup_printf (is_heard (self) ? _ ("Dither of “%s”, last: %u-bit, %s; heard") : _ ("Dither of “%s”, last: %u-bit, %s; in the file"), target->name,
                          bits_of (target), _ (dithers ()[target->dither].label));
}

static void
hear (LtDitherCard *self, gboolean on)
{
  guint bits = on && self->target != NULL ? bits_of (self->target) : 0, dither = bits != 0 ? self->target->dither : 0;

  g_action_group_change_action_state (lt_monitor_actions_get (self->context), "word", g_variant_new ("(uu)", bits, dither));
}

static void
show (LtDitherCard *self)
{
  const LtTarget  *target = self->target;
  gboolean         now = is_heard (self);
  g_autofree char *bits = target != NULL ? g_strdup_printf (_ ("%u-bit"), bits_of (target)) : g_strdup (_ ("None"));
  g_autofree char *words = dup_words (self);

  gtk_label_set_label (GTK_LABEL (self->first), bits);
  gtk_label_set_label (GTK_LABEL (self->second), target != NULL ? _ (dithers ()[target->dither].label) : "");
  (now ? gtk_widget_remove_css_class : gtk_widget_add_css_class) (self->button, "off");
  lt_actions_set_name (self->button, words);
  lt_actions_set_name (self->power, now ? _ ("Hear the master as it is") : _ ("Hear the word length"));
  gtk_widget_set_sensitive (self->power, target != NULL);
  g_simple_action_set_state (self->heard, g_variant_new_boolean (now));
  if (target != NULL)
    {
      g_simple_action_set_state (self->delivery, g_variant_new_uint64 (target->id));
      g_simple_action_set_state (self->bits, g_variant_new_string (lt_file_format_bits_key (target->bits)));
      g_simple_action_set_state (self->dither, g_variant_new_string (lt_targets_values (target).dither));
    }
  gtk_widget_queue_draw (self->picture);
}

/* What is heard is what the delivery has, whoever changed it. */
void
lt_dither_card_update (LtDitherCard *self)
{
  guint32 dither, bits = lt_live_get_word (lt_context_get_live (self->context), &dither);

  if (bits != 0 && (self->target == NULL || bits != bits_of (self->target) || dither != (guint32) self->target->dither))
    hear (self, self->target != NULL);
  show (self);
}

/* Lists are shared between sessions while nobody changes them. A session without its own has the program's, with ids that
   others get as soon as there is anything new: there only the name holds. */
static void
on_document (LtDitherCard *self, const LtSession *old, const LtSession *now)
{
  gboolean         has_own = now != NULL && now->deliveries->len > 0;
  g_autofree char *name = !has_own && old != NULL && self->target != NULL ? g_strdup (self->target->name) : NULL;

  if (old != NULL && now != NULL && self->deliveries == now->deliveries && (has_own || self->next_id == now->next_id))
    return;
  g_clear_pointer (&self->deliveries, g_ptr_array_unref);
  self->next_id = now != NULL ? now->next_id : 0;
  if (now != NULL)
    self->deliveries = g_ptr_array_ref (now->deliveries);
  else
    g_simple_action_set_state (self->delivery, g_variant_new_uint64 (0)); /* another song's ids are others */
  find_target (self, name);
  lt_dither_card_update (self);
}

/* --- hands --- */

static void
on_heard (GSimpleAction *action, GVariant *state, LtDitherCard *self)
{
  hear (self, g_variant_get_boolean (state));
}

static void
on_power (LtDitherCard *self)
{
  hear (self, !is_heard (self));
}

static void
on_delivery (GSimpleAction *action, GVariant *state, LtDitherCard *self)
{
  g_simple_action_set_state (action, state);
  find_target (self, NULL);
  lt_dither_card_update (self);
}

/* One step of undo; none for what it has already. */
static void
set_value (LtDitherCard *self, const char *bits, const char *dither)
{
  const LtSession *session = session_of (self);
  g_autoptr (LtSession) own = session != NULL ? lt_targets_adopt (session, NULL) : NULL;

  if (own == NULL || self->target == NULL || lt_session_find_delivery (own, self->target->id) == NULL)
    return;
  LtDeliveryValues values = lt_targets_values (self->target);
  g_autofree char *label = g_strdup_printf (_ ("Change delivery “%s”"), self->target->name);
  values.bits = bits != NULL ? bits : values.bits;
  values.dither = dither != NULL ? dither : values.dither;
  g_autoptr (LtSession) next = lt_edit_delivery_set (own, self->target->id, &values);
  if (next != own)
    lt_document_apply (document_of (self), lt_session_ref (next), label, NULL);
}

static void
on_bits (GSimpleAction *action, GVariant *state, LtDitherCard *self)
{
  set_value (self, g_variant_get_string (state, NULL), NULL);
}

static void
on_dither (GSimpleAction *action, GVariant *state, LtDitherCard *self)
{
  set_value (self, NULL, g_variant_get_string (state, NULL));
}

/* --- the class --- */

static void
lt_dither_card_dispose (GObject *object)
{
  g_clear_pointer (&LT_DITHER_CARD (object)->box, gtk_widget_unparent);
  g_clear_object (&LT_DITHER_CARD (object)->heard);
  g_clear_object (&LT_DITHER_CARD (object)->delivery);
  g_clear_object (&LT_DITHER_CARD (object)->bits);
  g_clear_object (&LT_DITHER_CARD (object)->dither);
  g_clear_pointer (&LT_DITHER_CARD (object)->target, lt_targets_free);
  g_clear_pointer (&LT_DITHER_CARD (object)->deliveries, g_ptr_array_unref);
  G_OBJECT_CLASS (lt_dither_card_parent_class)->dispose (object);
}

static gboolean
lt_dither_card_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (LT_DITHER_CARD (widget)->button);
}

/* First the menu, then the power button that lies on it: GTK would go by their places, and from the power button back to the menu
   for ever, as what takes the focus in the card's name. */
static gboolean
lt_dither_card_focus (GtkWidget *widget, GtkDirectionType direction)
{
  LtDitherCard *self = LT_DITHER_CARD (widget);
  GtkWidget    *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  GtkWidget    *first = direction == GTK_DIR_TAB_BACKWARD ? self->power : self->button;
  GtkWidget    *second = direction == GTK_DIR_TAB_BACKWARD ? self->button : self->power;

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (lt_dither_card_parent_class)->focus (widget, direction);
  if (focus == NULL || !gtk_widget_is_ancestor (focus, widget))
    return gtk_widget_grab_focus (first) || gtk_widget_grab_focus (second); /* the power button may not take it */
  return (focus == first || gtk_widget_is_ancestor (focus, first)) && gtk_widget_grab_focus (second);
}

static void
lt_dither_card_class_init (LtDitherCardClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_dither_card_dispose;
  GTK_WIDGET_CLASS (class)->focus = lt_dither_card_focus;
  GTK_WIDGET_CLASS (class)->grab_focus = lt_dither_card_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "dithercard");
}

static GtkWidget *
caption (GtkWidget *foot, float xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "caption");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_box_append (GTK_BOX (foot), label);
  return label;
}

static GtkWidget *
build_inside (LtDitherCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *name = gtk_label_new (_ ("Dither")), *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  gtk_widget_add_css_class (name, "body");
  gtk_widget_set_size_request (name, -1, 32); /* as high as a card with a button in that row */
  self->picture = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->picture), 44);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->picture), 90);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->picture), draw, self, NULL);
  self->first = caption (foot, 0.0f);
  self->second = caption (foot, 1.0f);
  gtk_widget_set_hexpand (self->first, TRUE);
  gtk_widget_set_hexpand (self->picture, TRUE);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_halign (box, GTK_ALIGN_FILL);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), self->picture);
  gtk_box_append (GTK_BOX (box), foot);
  return box;
}

static void
append (GMenu *section, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (section, item);
}

static void
append_values (LtDitherCard *self, GMenu *menu)
{
  g_autoptr (GMenu) bits = g_menu_new (), types = g_menu_new ();
  g_autofree char *title = g_strdup_printf (_ ("“%s”"), self->target->name);

  for (LtBits i = LT_BITS_16; i <= LT_BITS_24; i++)
    {
      g_autofree char *label = g_strdup_printf (_ ("%u-bit"), (guint) g_ascii_strtoull (lt_file_format_bits_key (i), NULL, 10));

      append (bits, label, "dither-card.bits", g_variant_new_string (lt_file_format_bits_key (i)));
    }
  for (guint i = 0; dithers ()[i].key != NULL; i++)
    {
      LtTarget named = *self->target;

      named.dither = (LtQuantiseType) i;
      append (types, _ (dithers ()[i].label), "dither-card.dither", g_variant_new_string (lt_targets_values (&named).dither));
    }
  g_menu_append_section (menu, title, G_MENU_MODEL (bits));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (types));
}

/* Whenever it opens: deliveries come and go. */
static void
fill_menu (GtkMenuButton *button, gpointer data)
{
  LtDitherCard         *self = data;
  g_autoptr (GPtrArray) targets = dup_targets (self);
  g_autoptr (GMenu)     menu = g_menu_new (), hear_section = g_menu_new (), shown = g_menu_new (), more = g_menu_new ();

  for (guint i = 0; i < targets->len; i++)
    {
      const LtTarget  *target = g_ptr_array_index (targets, i);
      g_autofree char *label = lt_actions_dup_label (target->name);

      append (shown, label, "dither-card.delivery", g_variant_new_uint64 (target->id));
    }
  if (self->target != NULL)
    {
      g_menu_append (hear_section, _ ("Hear the word length"), "dither-card.heard");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (hear_section));
      append_values (self, menu);
    }
  if (targets->len > 1)
    g_menu_append_section (menu, _ ("Delivery"), G_MENU_MODEL (shown));
  g_menu_append (more, _ ("All deliveries…"), "win.export");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static GSimpleAction *
add_action (LtDitherCard *self, GSimpleActionGroup *group, const char *name, const GVariantType *type, GVariant *state, GCallback changed)
{
  GSimpleAction *action = g_simple_action_new_stateful (name, type, state);

  g_signal_connect (action, "change-state", changed, self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  return action;
}

static void
lt_dither_card_init (LtDitherCard *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkWidget *inside = build_inside (self);

  self->heard = add_action (self, group, "heard", NULL, g_variant_new_boolean (FALSE), G_CALLBACK (on_heard));
  self->delivery = add_action (self, group, "delivery", G_VARIANT_TYPE_UINT64, g_variant_new_uint64 (0), G_CALLBACK (on_delivery));
  self->bits = add_action (self, group, "bits", G_VARIANT_TYPE_STRING, g_variant_new_string (""), G_CALLBACK (on_bits));
  self->dither = add_action (self, group, "dither", G_VARIANT_TYPE_STRING, g_variant_new_string (""), G_CALLBACK (on_dither));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "dither-card", G_ACTION_GROUP (group));
  self->box = gtk_overlay_new ();
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), inside);
  gtk_widget_set_halign (gtk_widget_get_parent (inside), GTK_ALIGN_FILL); /* it is in the middle else */
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), fill_menu, self, NULL);
  gtk_widget_add_css_class (gtk_widget_get_first_child (self->button), "module-card");
  gtk_overlay_set_child (GTK_OVERLAY (self->box), self->button);
  self->power = gtk_button_new_from_icon_name ("lathe-power-symbolic");
  gtk_widget_add_css_class (self->power, "flat");
  gtk_widget_add_css_class (self->power, "tool");
  gtk_widget_set_halign (self->power, GTK_ALIGN_END);
  gtk_widget_set_valign (self->power, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->power, 6);
  gtk_widget_set_margin_end (self->power, 8);
  g_signal_connect_swapped (self->power, "clicked", G_CALLBACK (on_power), self);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->box), self->power);
}

GtkWidget *
lt_dither_card_new (LtContext *context)
{
  LtDitherCard *self = g_object_new (LT_TYPE_DITHER_CARD, NULL);

  self->context = context;
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), self, G_CONNECT_SWAPPED);
  on_document (self, NULL, lt_document_get_session (document_of (self)));
  return GTK_WIDGET (self);
}
