// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A menu in the shape of a card.
// Layer: app.

#include "app/master/dither-card.h"

#include "app/master/module-picture.h"
#include "app/shell/actions.h"
#include "app/shell/monitor-actions.h"
#include "app/widgets/palette.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const char *key, *label; /* N_() */
  guint       bits;        /* 0: as it is */
  const char *type;        /* as the row of the effect has it */
} Choice;

static const Choice choices[] = {
  { "off", N_ ("As it is"), 0, "none" },
  { "24-tpdf", N_ ("24-bit, TPDF"), 24, "tpdf" },
  { "16-tpdf", N_ ("16-bit, TPDF"), 16, "tpdf" },
  { "16-shaped", N_ ("16-bit, shaped"), 16, "shaped" },
  { "16-strong", N_ ("16-bit, shaped strongly"), 16, "shaped-strong" },
  { "16-none", N_ ("16-bit, rounded"), 16, "none" },
};

struct _LtDitherCard
{
  GtkWidget parent_instance;

  LtContext     *context;
  GSimpleAction *action; /* "heard": its state is a choice's key */
  guint          last;   /* what the power button brings back: 16-bit at first */
  GtkWidget     *button, *box, *power, *picture, *first, *second;
};

G_DEFINE_FINAL_TYPE (LtDitherCard, lt_dither_card, GTK_TYPE_WIDGET)

static int
type_row (const LtFxType *type, const char *key)
{
  return lt_param_find (type->params, type->n_params, key);
}

/* Of the choice's type among those of the effect's row. */
static uint32_t
dither_of (const Choice *choice)
{
  const LtFxType *type = lt_fx_find ("dither");
  const LtChoice *list = type->params[type_row (type, "type")].choices;

  for (uint32_t i = 0; list[i].key != NULL; i++)
    if (strcmp (list[i].key, choice->type) == 0)
      return i;
  return 0;
}

static guint
heard (LtDitherCard *self)
{
  uint32_t dither, bits = lt_live_get_word (lt_context_get_live (self->context), &dither);

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i].bits == bits && (bits == 0 || dither_of (&choices[i]) == dither))
      return i;
  return 0;
}

/* --- the picture --- */

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  LtDitherCard    *self = data;
  const LtSession *session = lt_document_get_session (lt_context_get_document (self->context));
  guint            now = heard (self);
  const Choice    *choice = &choices[now != 0 ? now : self->last];
  const LtFxType  *type = lt_fx_find ("dither");
  float            values[LT_FX_MAX_PARAMS];
  LtSlot           slot = { .effect = (char *) "dither", .type = type, .values = values };
  LtModulePicture  none = { { 0 }, { 0 } };

  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_WELL));
  cairo_paint (cr);
  lt_fx_defaults (type, values);
  values[type_row (type, "bits")] = (float) choice->bits;
  values[type_row (type, "type")] = (float) dither_of (choice);
  cairo_push_group (cr);
  lt_module_picture_draw (&none, &slot, session != NULL ? session->rate_hz : 48000.0, cr, width, height);
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, now != 0 ? 1.0 : 0.5);
}

/* --- what it says --- */

void
lt_dither_card_update (LtDitherCard *self)
{
  guint            now = heard (self);
  g_autofree char *bits = g_strdup_printf (_ ("%u-bit"), choices[now].bits);
  g_autofree char *words = now != 0 ? g_strdup_printf (_ ("Dither, last, heard: %s"), _ (choices[now].label))
                                    : g_strdup (_ ("Dither, last, each file has its own; heard: as it is"));

  if (now != 0)
    self->last = now;
  gtk_label_set_label (GTK_LABEL (self->first), now != 0 ? bits : _ ("In each file"));
  gtk_label_set_label (GTK_LABEL (self->second), now != 0 ? _ (lt_fx_find ("dither")->params[type_row (lt_fx_find ("dither"), "type")].choices[dither_of (&choices[now])].label) : "");
  (now != 0 ? gtk_widget_remove_css_class : gtk_widget_add_css_class) (self->button, "off");
  lt_actions_set_name (self->button, words);
  lt_actions_set_name (self->power, now != 0 ? _ ("Hear the master as it is") : _ ("Hear the word length"));
  g_simple_action_set_state (self->action, g_variant_new_string (choices[now].key));
  gtk_widget_queue_draw (self->picture);
}

/* --- hands --- */

static void
hear (LtDitherCard *self, guint choice)
{
  g_action_group_change_action_state (lt_monitor_actions_get (self->context), "word", g_variant_new ("(uu)", choices[choice].bits, dither_of (&choices[choice])));
}

static void
on_choice (GSimpleAction *action, GVariant *key, LtDitherCard *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (strcmp (choices[i].key, g_variant_get_string (key, NULL)) == 0)
      hear (self, i);
}

static void
on_power (LtDitherCard *self)
{
  hear (self, heard (self) != 0 ? 0 : self->last);
}

/* --- the class --- */

static void
lt_dither_card_dispose (GObject *object)
{
  g_clear_pointer (&LT_DITHER_CARD (object)->box, gtk_widget_unparent);
  g_clear_object (&LT_DITHER_CARD (object)->action);
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
    return gtk_widget_grab_focus (first);
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

static GMenuModel *
new_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (choices[i].label), NULL);

      g_menu_item_set_action_and_target (item, "dither-card.heard", "s", choices[i].key);
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, _ ("Hear the master"), G_MENU_MODEL (section));
  return G_MENU_MODEL (menu);
}

static void
lt_dither_card_init (LtDitherCard *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GMenuModel) menu = new_menu ();
  GtkWidget *inside = build_inside (self);

  self->last = 2;
  self->action = g_simple_action_new_stateful ("heard", G_VARIANT_TYPE_STRING, g_variant_new_string ("off"));
  g_signal_connect (self->action, "change-state", G_CALLBACK (on_choice), self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->action));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "dither-card", G_ACTION_GROUP (group));
  self->box = gtk_overlay_new ();
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), inside);
  gtk_widget_set_halign (gtk_widget_get_parent (inside), GTK_ALIGN_FILL); /* it is in the middle else */
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->button), menu);
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
  lt_dither_card_update (self);
  return GTK_WIDGET (self);
}
