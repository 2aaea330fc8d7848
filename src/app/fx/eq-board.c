// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One group of actions for the plot and the cells.
// Layer: app.

#include "app/fx/eq-board.h"

#include "app/fx/eq-bands.h"
#include "app/shell/board.h"
#include "app/widgets/popover.h"

#include <glib/gi18n.h>
#include <string.h>

#define ALL ((1u << LT_EQ_BANDS_N) - 1)

typedef struct
{
  GtkWidget *widget;
  LtFxFrame *frame; /* that the widget is in */
  const int *picked;
} Board;

static void
apply (LtFxSlot *slot, LtSession *next, GError *error)
{
  if (next != NULL)
    {
      lt_document_apply (lt_context_get_document (slot->context), next, _ ("Paste bands"), NULL);
      return;
    }
  lt_context_toast (slot->context, error->message, FALSE);
  g_error_free (error);
}

static void
copy (Board *board, guint bands)
{
  LtFxSlot *slot = lt_fx_frame_get_slot (board->frame);

  if (lt_fx_slot_get (slot) == NULL)
    return;
  lt_board_put (board->widget, lt_clipboard_write_bands (lt_document_get_session (lt_context_get_document (slot->context)), slot->slot_id, bands));
  lt_context_toast (slot->context, bands == ALL ? _ ("Copied all bands") : _ ("Copied a band"), FALSE);
}

static void
on_copy (GSimpleAction *action, GVariant *parameter, Board *board)
{
  gboolean all = strcmp (g_action_get_name (G_ACTION (action)), "copy-all") == 0;

  copy (board, all || *board->picked < 0 ? ALL : 1u << *board->picked);
}

/* One that is picked goes; else nothing does: of a whole equaliser it would not be seen what is gone. */
static void
on_cut (GSimpleAction *action, GVariant *parameter, Board *board)
{
  LtFxSlot *slot = lt_fx_frame_get_slot (board->frame);
  LtEqBand  bands[LT_EQ_BANDS_N];

  if (*board->picked < 0 || lt_fx_slot_get (slot) == NULL)
    return;
  lt_eq_bands_find (slot, bands);
  if (lt_fx_slot_value (slot, bands[*board->picked].on) < 0.5f)
    return;
  copy (board, 1u << *board->picked);
  lt_fx_slot_set (slot, bands[*board->picked].on, 0.0);
}

/* --- pasting --- */

typedef struct
{
  LtFxFrame *frame; /* held: the answer comes later */
  int        to_band;
} Pasting;

static void
pasting_free (gpointer data)
{
  g_object_unref (((Pasting *) data)->frame);
  g_free (data);
}

static void
on_board (LtClipboard *taken, gpointer data)
{
  g_autoptr (LtClipboard) clipboard = taken;
  Pasting  *pasting = data;
  LtFxSlot *slot = lt_fx_frame_get_slot (pasting->frame);
  GError   *error = NULL;

  if (gtk_widget_get_root (GTK_WIDGET (pasting->frame)) == NULL || lt_fx_slot_get (slot) == NULL)
    return;
  if (clipboard->kind != LT_CLIPBOARD_BANDS)
    {
      lt_context_toast (slot->context, _ ("What was copied is no band of an equaliser."), FALSE);
      return;
    }
  LtSession *next
      = lt_clipboard_paste_bands (clipboard, lt_document_get_session (lt_context_get_document (slot->context)), slot->slot_id, pasting->to_band, &error);
  apply (slot, next, error);
}

static void
on_paste (GSimpleAction *action, GVariant *parameter, Board *board)
{
  gboolean over = strcmp (g_action_get_name (G_ACTION (action)), "paste-over") == 0;
  Pasting *pasting = g_new (Pasting, 1);

  *pasting = (Pasting){ g_object_ref (board->frame), over ? *board->picked : -1 };
  lt_board_read (board->widget, lt_fx_frame_get_slot (board->frame)->context, on_board, pasting, pasting_free);
}

/* --- the menu --- */

static void
popup_at (Board *board, double x, double y)
{
  GtkWidget *parent = gtk_widget_get_parent (board->widget); /* a box: a plot lays out its children itself */
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *popover;

  gtk_widget_translate_coordinates (board->widget, parent, x, y, &x, &y);
  if (*board->picked >= 0)
    {
      g_menu_append (menu, _ ("Cut band"), "bands.cut");
      g_menu_append (menu, _ ("Copy band"), "bands.copy");
      g_menu_append (menu, _ ("Paste over this band"), "bands.paste-over");
    }
  g_menu_append (menu, _ ("Copy all bands"), "bands.copy-all");
  g_menu_append (menu, _ ("Paste bands"), "bands.paste");
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_widget_insert_action_group (popover, "bands", G_ACTION_GROUP (g_object_get_data (G_OBJECT (board->widget), "bands")));
  lt_popover_open_at (popover, parent, x, y);
}

static void
on_menu (GSimpleAction *action, GVariant *parameter, Board *board)
{
  popup_at (board, gtk_widget_get_width (board->widget) / 2.0, 24.0);
}

static void
on_press (GtkGestureClick *click, int n_press, double x, double y, Board *board)
{
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  popup_at (board, x, y);
}

void
lt_eq_board_install (GtkWidget *widget, LtFxFrame *frame, const int *picked)
{
  static const struct
  {
    const char *name;
    void (*func) (GSimpleAction *action, GVariant *parameter, Board *board);
  } rows[] = { { "cut", on_cut }, { "copy", on_copy }, { "copy-all", on_copy }, { "paste", on_paste }, { "paste-over", on_paste }, { "menu", on_menu } };
  GSimpleActionGroup *group = g_simple_action_group_new ();
  GtkGesture         *press = gtk_gesture_click_new ();
  Board              *board = g_new (Board, 1);

  *board = (Board){ widget, frame, picked };
  g_object_set_data_full (G_OBJECT (widget), "board", board, g_free);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (rows[i].name, NULL);

      g_signal_connect (action, "activate", G_CALLBACK (rows[i].func), board);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (widget, "bands", G_ACTION_GROUP (group));
  g_object_set_data_full (G_OBJECT (widget), "bands", group, g_object_unref);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), GDK_BUTTON_SECONDARY);
  g_signal_connect (press, "pressed", G_CALLBACK (on_press), board);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (press));
}
