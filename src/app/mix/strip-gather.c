// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What cannot be is not offered: no VCA above itself, no folder inside itself.
// Layer: app.

#include "app/mix/strip-gather.h"

#include "app/mix/mix-edit.h"
#include "app/shell/followers.h"
#include "session/edit-folder.h"
#include "session/edit-group.h"
#include "session/edit-strip.h"
#include "session/edit-vca.h"
#include "session/strip-order.h"

#include <glib/gi18n.h>

typedef struct
{
  LtContext *context;
  LtId       strip_id;
} Target;

typedef LtSession *(*Put) (const LtSession *session, LtId strip_id, LtId id, GError **error);

static void
target_free (gpointer data)
{
  g_object_unref (((Target *) data)->context);
  g_free (data);
}

/* (transfer full): of LtId: the strips meant, of kinds up to @last. */
static GArray *
list_strips (LtContext *context, LtId strip_id, LtStripKind last)
{
  const LtSession *session = lt_mix_edit_get_session (context);
  GArray          *ids = lt_followers_dup (context, strip_id, FALSE);

  for (guint i = ids->len; i-- > 0;)
    {
      const LtStrip *strip = lt_session_find_strip (session, g_array_index (ids, LtId, i));

      if (strip == NULL || strip->kind > last)
        g_array_remove_index (ids, i);
    }
  return ids;
}

/* As list_strips; none: NULL, and @sentence in a toast. */
static GArray *
list_some (LtContext *context, LtId strip_id, LtStripKind last, const char *sentence)
{
  GArray *ids = list_strips (context, strip_id, last);

  if (ids->len > 0)
    return ids;
  lt_context_toast (context, sentence, FALSE);
  g_array_unref (ids);
  return NULL;
}

/* One step; what one of them refuses is told when all do. FALSE: nothing changed. */
static gboolean
put_all (LtContext *context, const GArray *ids, LtSession *from, LtId id, Put put, const char *label) /* takes @from */
{
  g_autoptr (LtSession) next = from;
  GError  *error = NULL;
  gboolean any = FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      LtSession *moved = put (next, g_array_index (ids, LtId, i), id, error == NULL ? &error : NULL);

      any |= moved != NULL;
      if (moved != NULL)
        lt_session_take (&next, moved);
    }
  if (any || ids->len == 0)
    g_clear_error (&error);
  return lt_mix_edit_apply (context, any || ids->len == 0 ? g_steal_pointer (&next) : NULL, label, error);
}

/* --- groups --- */

void
lt_strip_gather_put_into_group (LtContext *context, LtId strip_id, LtId group_id)
{
  g_autoptr (GArray) ids = list_strips (context, strip_id, LT_STRIP_BUS);

  put_all (context, ids, lt_session_ref (lt_mix_edit_get_session (context)), group_id, lt_edit_group_put, _ ("Group"));
}

LtId
lt_strip_gather_new_group (LtContext *context, LtId strip_id)
{
  g_autoptr (GArray) ids = list_some (context, strip_id, LT_STRIP_BUS, _ ("A group is made of tracks and buses. Pick some of them first."));
  LtId group_id = 0;

  if (ids == NULL)
    return 0;
  LtSession *with_group = lt_edit_group_add (lt_mix_edit_get_session (context), NULL, &group_id);
  return put_all (context, ids, with_group, group_id, lt_edit_group_put, _ ("New group")) ? group_id : 0;
}

/* --- VCAs --- */

/* 0: from under it. */
static void
put_under_vca (LtContext *context, LtId strip_id, LtId vca_id)
{
  g_autoptr (GArray) ids = list_strips (context, strip_id, LT_STRIP_VCA);

  put_all (context, ids, lt_session_ref (lt_mix_edit_get_session (context)), vca_id, lt_edit_vca_assign, _ ("VCA"));
}

LtId
lt_strip_gather_new_vca (LtContext *context, LtId strip_id)
{
  g_autoptr (GArray) ids = list_some (context, strip_id, LT_STRIP_VCA, _ ("A VCA leads tracks, buses and other VCAs. Pick some of them first."));
  LtId vca_id = 0;

  if (ids == NULL)
    return 0;
  LtSession *with_vca = lt_edit_vca_add (lt_mix_edit_get_session (context), _ ("VCA"), &vca_id);
  return put_all (context, ids, with_vca, vca_id, lt_edit_vca_assign, _ ("New VCA")) ? vca_id : 0;
}

/* --- folders --- */

LtId
lt_strip_gather_new_folder (LtContext *context, LtId strip_id)
{
  g_autoptr (GArray) ids = list_some (context, strip_id, LT_STRIP_BUS, _ ("A folder holds tracks and buses. Pick some of them first."));
  LtId    folder_id = 0;
  GError *error = NULL;

  if (ids == NULL)
    return 0;
  LtSession *next = lt_edit_folder_add (lt_mix_edit_get_session (context), _ ("Folder"), (const LtId *) (gpointer) ids->data, ids->len, &folder_id, &error);

  return lt_mix_edit_apply (context, next, _ ("New folder"), error) ? folder_id : 0;
}

void
lt_strip_gather_toggle_fold (LtContext *context, LtId folder_id)
{
  const LtSession *session = lt_mix_edit_get_session (context);
  const LtStrip   *folder = session != NULL ? lt_session_find_strip (session, folder_id) : NULL;

  if (folder == NULL || !folder->folder)
    return;
  g_autofree char *label = g_strdup_printf (folder->folded ? _ ("Unfold %s") : _ ("Fold %s"), folder->name);
  lt_mix_edit_apply (context, lt_edit_folder_fold (session, folder_id, !folder->folded), label, NULL);
}

/* --- actions of the menu --- */

static void
on_group (GSimpleAction *action, GVariant *state, gpointer data)
{
  lt_strip_gather_put_into_group (((Target *) data)->context, ((Target *) data)->strip_id, (LtId) g_variant_get_uint64 (state));
}

static void
on_vca (GSimpleAction *action, GVariant *state, gpointer data)
{
  put_under_vca (((Target *) data)->context, ((Target *) data)->strip_id, (LtId) g_variant_get_uint64 (state));
}

static void
on_folder (GSimpleAction *action, GVariant *state, gpointer data)
{
  Target          *target = data;
  const LtSession *session = lt_mix_edit_get_session (target->context);

  lt_mix_edit_apply (target->context, lt_edit_folder_set (session, target->strip_id, g_variant_get_boolean (state)), _ ("Folder"), NULL);
}

static void
on_fold (GSimpleAction *action, GVariant *state, gpointer data)
{
  lt_strip_gather_toggle_fold (((Target *) data)->context, ((Target *) data)->strip_id);
}

static void
on_leave_folder (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Target    *target = data;
  GError    *error = NULL;
  LtSession *next = lt_edit_folder_put (lt_mix_edit_get_session (target->context), target->strip_id, 0, &error);

  lt_mix_edit_apply (target->context, next, _ ("Take out of the folder"), error);
}

static void
add_action (GActionMap *map, const char *name, const GVariantType *type, GVariant *state, GCallback handler, Target *target)
{
  g_autoptr (GSimpleAction) action = state != NULL ? g_simple_action_new_stateful (name, type, state) : g_simple_action_new (name, type);

  g_signal_connect (action, state != NULL ? "change-state" : "activate", handler, target);
  g_action_map_add_action (map, G_ACTION (action));
}

void
lt_strip_gather_add_actions (GActionMap *map, LtContext *context, const LtStrip *strip)
{
  Target *target = g_new (Target, 1);

  *target = (Target){ g_object_ref (context), strip->id };
  g_object_set_data_full (G_OBJECT (map), "gather", target, target_free);
  add_action (map, "group", G_VARIANT_TYPE_UINT64, g_variant_new_uint64 (strip->group_id), G_CALLBACK (on_group), target);
  add_action (map, "vca", G_VARIANT_TYPE_UINT64, g_variant_new_uint64 (strip->vca_id), G_CALLBACK (on_vca), target);
  add_action (map, "folder", NULL, g_variant_new_boolean (strip->folder), G_CALLBACK (on_folder), target);
  add_action (map, "folded", NULL, g_variant_new_boolean (strip->folded), G_CALLBACK (on_fold), target);
  add_action (map, "leave-folder", NULL, NULL, G_CALLBACK (on_leave_folder), target);
}

/* --- rows of the menu --- */

static void
append_choice (GMenu *menu, const char *label, const char *action, LtId id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, g_variant_new_uint64 (id));
  g_menu_append_item (menu, item);
}

/* @choices (transfer full), and under them a way to make one. */
static void
append_choices (GMenu *menu, const char *label, GMenu *choices, const char *new_label, const char *new_action)
{
  g_autoptr (GMenu) submenu = g_menu_new (), last = g_menu_new ();

  g_menu_append (last, new_label, new_action);
  g_menu_append_section (submenu, NULL, G_MENU_MODEL (choices));
  g_menu_append_section (submenu, NULL, G_MENU_MODEL (last));
  g_menu_append_submenu (menu, label, G_MENU_MODEL (submenu));
  g_object_unref (choices);
}

static void
append_groups (GMenu *menu, const LtSession *session)
{
  GMenu *choices = g_menu_new ();

  append_choice (choices, _ ("None"), "strip.group", 0);
  for (guint i = 0; i < session->groups->len; i++)
    {
      const LtGroup *group = g_ptr_array_index (session->groups, i);

      append_choice (choices, group->name, "strip.group", group->id);
    }
  append_choices (menu, _ ("Group"), choices, _ ("New group from selection"), "mix.new-group");
}

static void
append_vcas (GMenu *menu, const LtSession *session, const LtStrip *strip)
{
  GMenu *choices = g_menu_new ();

  append_choice (choices, _ ("None"), "strip.vca", 0);
  for (guint i = 0; i < session->vcas->len; i++)
    {
      const LtStrip *vca = g_ptr_array_index (session->vcas, i);

      if (!lt_edit_vca_would_loop (session, strip->id, vca->id))
        append_choice (choices, vca->name, "strip.vca", vca->id);
    }
  append_choices (menu, _ ("VCA"), choices, _ ("New VCA from selection"), "mix.new-vca");
}

static void
append_folders (GMenu *menu, const LtSession *session, const LtStrip *strip)
{
  g_menu_append (menu, _ ("New folder from selection"), "mix.new-folder");
  if (lt_strip_order_get_folder (session, strip) != NULL)
    g_menu_append (menu, _ ("Take out of the folder"), "strip.leave-folder");
  if (strip->kind != LT_STRIP_BUS)
    return;
  g_menu_append (menu, _ ("Folder of what plays into it"), "strip.folder");
  if (strip->folder)
    g_menu_append (menu, _ ("Folded"), "strip.folded");
}

void
lt_strip_gather_append (GMenu *menu, const LtSession *session, const LtStrip *strip)
{
  if (strip->kind <= LT_STRIP_BUS)
    append_groups (menu, session);
  if (strip->kind <= LT_STRIP_VCA)
    append_vcas (menu, session, strip);
  if (strip->kind <= LT_STRIP_BUS)
    append_folders (menu, session, strip);
}
