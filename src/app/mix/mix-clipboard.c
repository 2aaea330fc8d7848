// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is on the clipboard says what pasting does.
// Layer: app.

#include "app/mix/mix-clipboard.h"

#include "app/mix/mix-edit.h"
#include "app/mix/strip-facts.h"
#include "app/shell/board.h"
#include "app/widgets/popover.h"
#include "session/edit-slot.h"

#include <glib/gi18n.h>

void
lt_mix_clipboard_copy (GtkWidget *widget, LtContext *context, LtId strip_id, LtId slot_id)
{
  const LtSession *session = lt_mix_edit_get_session (context);
  const LtSlot    *slot = slot_id != 0 ? lt_session_find_slot (session, slot_id, NULL) : NULL;
  const LtStrip   *strip = lt_session_find_strip (session, strip_id);
  const char      *name = slot == NULL ? strip->name : lt_strip_facts_get_slot_name (slot);
  g_autofree char *text = g_strdup_printf (slot != NULL ? _ ("Copied %s") : _ ("Copied the settings of %s"), name);

  lt_board_put (widget, slot != NULL ? lt_clipboard_write_slots (session, strip_id, &slot_id, 1) : lt_clipboard_write_strip (session, strip_id));
  lt_context_toast (context, text, FALSE);
}

/* Where to paste; kept until the clipboard has answered. */
typedef struct
{
  GtkWidget *widget;
  LtContext *context;
  LtId       strip_id, slot_id;
  gboolean   is_alone;
} Target;

static void
target_free (gpointer data)
{
  Target *target = data;

  g_object_unref (target->widget);
  g_object_unref (target->context);
  g_free (target);
}

static Target *
target_copy (const Target *target)
{
  Target *copy = g_memdup2 (target, sizeof *target);

  g_object_ref (copy->widget);
  g_object_ref (copy->context);
  return copy;
}

/* --- effects --- */

static int
place_behind (const LtStrip *strip, LtId slot_id)
{
  for (guint i = 0; i < strip->slots->len; i++)
    if (((const LtSlot *) strip->slots->pdata[i])->id == slot_id)
      return (int) i + 1;
  return -1;
}

static void
paste_slots (const LtClipboard *board, const Target *target, GPtrArray *losses)
{
  LtSession         *next = lt_session_ref (lt_mix_edit_get_session (target->context));
  g_autoptr (GArray) ids = lt_followers_dup (target->context, target->strip_id, target->is_alone || target->slot_id != 0);
  LtId               shown = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      LtId           id = g_array_index (ids, LtId, i), last = 0;
      const LtStrip *strip = lt_session_find_strip (next, id);

      if (strip == NULL || strip->kind == LT_STRIP_VCA)
        continue;
      lt_session_take (&next, lt_clipboard_paste_slots (board, next, id, place_behind (strip, target->slot_id), &last, losses));
      if (id == target->strip_id)
        shown = last;
    }
  if (lt_mix_edit_apply (target->context, next, _ ("Paste effect"), NULL) && shown != 0)
    lt_selection_set_slot (lt_context_get_selection (target->context), target->strip_id, shown);
}

/* --- bands --- */

static void
paste_bands (const LtClipboard *board, const Target *target)
{
  g_autoptr (LtSession) next = lt_session_ref (lt_mix_edit_get_session (target->context));
  g_autoptr (GArray) ids = lt_followers_dup (target->context, target->strip_id, target->is_alone);
  GError *error = NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      LtId           id = g_array_index (ids, LtId, i);
      const LtStrip *strip = lt_session_find_strip (next, id);
      const LtSlot  *slot = strip != NULL ? lt_strip_facts_find_eq (strip) : NULL;
      LtId           eq = slot != NULL ? slot->id : 0;

      if (strip == NULL || strip->kind == LT_STRIP_VCA)
        continue;
      if (eq == 0)
        lt_session_take (&next, lt_edit_slot_add (next, id, lt_fx_find ("eq"), 0, NULL, &eq));
      LtSession *pasted = lt_clipboard_paste_bands (board, next, eq, -1, &error);
      if (pasted == NULL)
        {
          lt_mix_edit_apply (target->context, NULL, NULL, error);
          return;
        }
      lt_session_take (&next, pasted);
    }
  lt_mix_edit_apply (target->context, g_steal_pointer (&next), _ ("Paste bands"), NULL);
}

/* --- settings of a strip: which part? --- */

typedef struct
{
  Target      *target;
  LtClipboard *board; /* as it was when the menu opened */
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  target_free (asking->target);
  lt_clipboard_free (asking->board);
  g_free (asking);
}

static void
paste_part (const LtClipboard *board, const Target *target, LtCopyParts parts)
{
  LtSession         *next = lt_session_ref (lt_mix_edit_get_session (target->context));
  g_autoptr (GArray) ids = lt_followers_dup (target->context, target->strip_id, target->is_alone);
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ids->len; i++)
    if (lt_session_find_strip (next, g_array_index (ids, LtId, i)) != NULL)
      lt_session_take (&next, lt_clipboard_paste_strip (board, next, g_array_index (ids, LtId, i), parts, losses));
  lt_mix_edit_apply (target->context, next, _ ("Paste settings"), NULL);
  lt_board_tell_losses (target->context, losses);
}

static void
on_part (GSimpleAction *action, GVariant *part, gpointer data)
{
  Asking *asking = data;

  if (lt_mix_edit_get_session (asking->target->context) != NULL)
    paste_part (asking->board, asking->target, (LtCopyParts) g_variant_get_int32 (part));
}

static GMenu *
new_part_menu (void)
{
  static const struct
  {
    const char *label;
    LtCopyParts parts;
  } rows[] = {
    { N_ ("Paste all settings"), LT_COPY_WHOLE },
    { N_ ("Paste levels and pan"), LT_COPY_LEVELS },
    { N_ ("Paste effects"), LT_COPY_INSERTS },
    { N_ ("Paste sends"), LT_COPY_SENDS },
  };
  GMenu *menu = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (rows[i].label), NULL);

      g_menu_item_set_action_and_target_value (item, "paste.part", g_variant_new_int32 ((int) rows[i].parts));
      g_menu_append_item (menu, item);
    }
  return menu;
}

/* Takes @board. */
static void
ask_part (LtClipboard *board, const Target *target)
{
  Asking *asking = g_new (Asking, 1);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("part", G_VARIANT_TYPE_INT32);
  g_autoptr (GMenu) menu = new_part_menu ();
  GtkWidget *popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));

  *asking = (Asking){ target_copy (target), board };
  g_object_set_data_full (G_OBJECT (group), "asking", asking, asking_free);
  g_signal_connect (action, "activate", G_CALLBACK (on_part), asking);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (popover, "paste", G_ACTION_GROUP (group));
  lt_popover_open_at (popover, target->widget, 12.0, 24.0);
}

/* --- all --- */

static void
on_board (LtClipboard *taken, gpointer data)
{
  g_autoptr (LtClipboard) board = taken;
  const Target    *target = data;
  const LtSession *session = lt_mix_edit_get_session (target->context);
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);

  if (session == NULL || lt_session_find_strip (session, target->strip_id) == NULL || gtk_widget_get_root (target->widget) == NULL)
    return;
  switch (board->kind)
    {
    case LT_CLIPBOARD_SLOTS:
      paste_slots (board, target, losses);
      break;
    case LT_CLIPBOARD_STRIP: /* asks which part of them */
      ask_part (g_steal_pointer (&board), target);
      break;
    case LT_CLIPBOARD_BANDS:
      paste_bands (board, target);
      break;
    }
  lt_board_tell_losses (target->context, losses);
}

void
lt_mix_clipboard_paste (GtkWidget *widget, LtContext *context, LtId strip_id, LtId slot_id)
{
  Target target = { widget, context, strip_id, slot_id, lt_followers_is_alone () };

  lt_board_read (widget, context, on_board, target_copy (&target), target_free);
}
