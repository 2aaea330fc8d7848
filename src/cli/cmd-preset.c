// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe preset: presets of effects, strips and the master: load, save, list.
// Layer: cli.

#include "cli/cli-session.h"
#include "session/strip-key.h"
#include "studio/chain-preset.h"
#include "studio/fx-preset.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  char *save;
  int   list, shipped, force, json;
} Args;

static void
args_clear (Args *self)
{
  g_free (self->save);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Args, args_clear)

/* --- what there is --- */

/* One of a list. */
typedef struct
{
  char *name, *title;
  bool  own;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_free (self->name);
  g_free (self->title);
  g_free (self);
}

static void
add_entry (GPtrArray *entries, const char *name, const char *title, bool own)
{
  Entry *entry = g_new (Entry, 1);

  *entry = (Entry){ g_strdup (name), g_strdup (title != NULL ? title : name), own };
  g_ptr_array_add (entries, entry);
}

static void
add_effect (GPtrArray *entries, GPtrArray *presets)
{
  for (guint i = 0; i < presets->len; i++)
    {
      const LtFxPreset *preset = g_ptr_array_index (presets, i);

      add_entry (entries, preset->name, preset->title, preset->own);
    }
  g_ptr_array_unref (presets);
}

/* (transfer full): of Entry, the program's before the user's. */
static GPtrArray *
entries_of (const LtPresetShelf *shelf)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);

  if (shelf->type != NULL)
    {
      add_effect (entries, lt_fx_preset_load (shelf->type, notes));
      add_effect (entries, lt_fx_preset_load_own (shelf->type, notes));
    }
  else
    {
      g_auto (GStrv) names = lt_chain_preset_list (shelf);
      g_auto (GStrv) own = lt_preset_shelf_list (shelf, notes);

      for (char **name = names; *name != NULL; name++)
        {
          g_autofree char *title = lt_chain_preset_dup_text (shelf, *name, "name");

          add_entry (entries, *name, title, false);
        }
      for (char **name = own; *name != NULL; name++)
        add_entry (entries, *name, *name, true);
    }
  for (guint i = 0; i < notes->len; i++)
    lt_cli_note ("%s", (const char *) g_ptr_array_index (notes, i));
  return entries;
}

static const char *
key_of (const LtPresetShelf *shelf)
{
  return shelf->type != NULL ? shelf->type->key : shelf->folder;
}

static void
print_shelf (const LtPresetShelf *shelf)
{
  g_autoptr (GPtrArray) entries = entries_of (shelf);

  lt_cli_print ("%s\n", key_of (shelf));
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (entries, i);

      lt_cli_print ("  %s", entry->name);
      if (strcmp (entry->name, entry->title) != 0)
        lt_cli_print (" (%s)", entry->title);
      lt_cli_print (entry->own ? _ (" – your own\n") : "\n");
    }
}

static void
build_shelf (JsonBuilder *b, const LtPresetShelf *shelf)
{
  g_autoptr (GPtrArray) entries = entries_of (shelf);

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (entries, i);

      json_builder_begin_object (b);
      json_builder_set_member_name (b, "of");
      json_builder_add_string_value (b, key_of (shelf));
      json_builder_set_member_name (b, "name");
      json_builder_add_string_value (b, entry->name);
      json_builder_set_member_name (b, "title");
      json_builder_add_string_value (b, entry->title);
      json_builder_set_member_name (b, "own");
      json_builder_add_boolean_value (b, entry->own);
      json_builder_end_object (b);
    }
}

/* (transfer full): of LtPresetShelf; NULL and a sentence when @what is none. */
static GArray *
shelves_of (const char *what, GError **error)
{
  GArray *shelves = g_array_new (FALSE, FALSE, sizeof (LtPresetShelf));

  for (const LtFxType *const *type = lt_fx_types; *type != NULL; type++)
    if (what == NULL || strcmp (what, (*type)->key) == 0)
      {
        LtPresetShelf shelf = lt_fx_preset_shelf (*type);

        g_array_append_val (shelves, shelf);
      }
  if (what == NULL || strcmp (what, lt_chain_preset_strip.folder) == 0)
    g_array_append_val (shelves, lt_chain_preset_strip);
  if (what == NULL || strcmp (what, lt_chain_preset_master.folder) == 0)
    g_array_append_val (shelves, lt_chain_preset_master);
  if (shelves->len > 0)
    return shelves;
  g_array_unref (shelves);
  g_set_error (
      error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE,
      _ ("“%s” has no presets; name an effect (“lathe effects” lists them), strip or master."),
      what);
  return NULL;
}

static bool
list (const Args *args, const char *what, GError **error)
{
  g_autoptr (GArray) shelves = shelves_of (what, error);
  g_autoptr (JsonBuilder) b = json_builder_new ();

  if (shelves == NULL)
    return false;
  json_builder_begin_array (b);
  for (guint i = 0; i < shelves->len; i++)
    if (args->json)
      build_shelf (b, &g_array_index (shelves, LtPresetShelf, i));
    else
      print_shelf (&g_array_index (shelves, LtPresetShelf, i));
  json_builder_end_array (b);
  if (args->json)
    lt_cli_print_json (b);
  return true;
}

/* --- what is loaded or saved --- */

typedef struct
{
  const LtStrip *strip;
  const LtSlot  *slot; /* NULL: the whole strip */
  LtPresetShelf  shelf;
} Target;

static bool
find_target (const LtSession *session, const char *name, Target *target, GError **error)
{
  LtStripKey key;

  *target = (Target){ lt_session_find_strip_named (session, name), NULL, lt_chain_preset_strip };
  if (target->strip != NULL)
    {
      if (lt_cli_session_sounding (session, name, error) == NULL)
        return false;
      if (target->strip->kind == LT_STRIP_MASTER)
        target->shelf = lt_chain_preset_master;
      return true;
    }
  if (strchr (name, '.') == NULL)
    return lt_cli_session_strip (session, name, error) != NULL;
  if (!lt_strip_key_resolve (session, name, &key, error))
    return false;
  target->slot = key.kind == LT_STRIP_KEY_SLOT
                     ? lt_session_find_slot (session, key.slot_id, &target->strip)
                     : NULL;
  if (target->slot == NULL || target->slot->type == NULL)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE,
                   _ ("“%s” is neither a strip nor an effect that this version knows; write it as "
                      "STRIP or STRIP.SLOT."),
                   name);
      return false;
    }
  target->shelf = lt_fx_preset_shelf (target->slot->type);
  return true;
}

/* The user's before the program's, unless only that is wanted. By its name, or the title that is shown. */
static const Entry *
find_entry (const Args *args, GPtrArray *entries, const char *name, GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = entries->len; i-- > 0;)
    {
      const Entry *entry = g_ptr_array_index (entries, i);

      if (!(entry->own && args->shipped)
          && (strcmp (entry->name, name) == 0 || strcmp (entry->title, name) == 0))
        return entry;
    }
  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (all, i > 0 ? "; %s" : "%s",
                            ((const Entry *) g_ptr_array_index (entries, i))->name);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE,
               _ ("There is no preset “%s”. There are: %s."), name, all->str);
  return NULL;
}

static LtSession *
with_effect_preset (const LtSession *session, const Target *target, const Entry *entry)
{
  g_autoptr (GPtrArray) presets = entry->own ? lt_fx_preset_load_own (target->slot->type, NULL)
                                             : lt_fx_preset_load (target->slot->type, NULL);

  for (guint i = 0; i < presets->len; i++)
    {
      const LtFxPreset *preset = g_ptr_array_index (presets, i);

      if (strcmp (preset->name, entry->name) == 0)
        return lt_fx_preset_apply (session, target->slot->id, preset);
    }
  return lt_session_ref (session);
}

static bool
load (const Args *args, char **words, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (words[0], LT_FOLDER_WRITE, error);
  const LtSession *session = folder != NULL ? lt_folder_get_session (folder) : NULL;
  Target           target;

  if (session == NULL || !find_target (session, words[1], &target, error))
    return false;
  g_autoptr (GPtrArray) entries = entries_of (&target.shelf);
  const Entry *entry = find_entry (args, entries, words[2], error);
  if (entry == NULL)
    return false;

  LtSession       *next = target.slot != NULL
                              ? with_effect_preset (session, &target, entry)
                              : lt_chain_preset_apply (session, target.strip->id, &target.shelf,
                                                       entry->name, entry->own, error);
  g_autofree char *label = g_strdup_printf (_ ("%s: preset “%s”"), words[1], entry->title);
  return next != NULL && lt_cli_session_apply (folder, next, label, error);
}

static bool
save (const Args *args, char **words, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (words[0], LT_FOLDER_READ, error);
  g_autofree char *name = lt_preset_shelf_dup_name (args->save, error);
  Target           target;

  if (folder == NULL || name == NULL
      || !find_target (lt_folder_get_session (folder), words[1], &target, error))
    return false;
  if (!args->force && lt_preset_shelf_has (&target.shelf, name))
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE,
                   _ ("You have a preset “%s” already; --force replaces it."), name);
      return false;
    }
  return target.slot != NULL ? lt_fx_preset_save (target.slot, name, error)
                             : lt_chain_preset_save (target.strip, &target.shelf, name, error);
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_auto (Args) args = { 0 };
  g_autoptr (GError) error = NULL;
  int                code;
  bool               done;
  const GOptionEntry entries[] = {
    { "list", 0, 0, G_OPTION_ARG_NONE, &args.list,
      N_ ("List presets: of EFFECT, of strips, of the master; of all"), NULL },
    { "save", 0, 0, G_OPTION_ARG_STRING, &args.save,
      N_ ("Keep what is set as your own preset NAME"), N_ ("NAME") },
    { "shipped", 0, 0, G_OPTION_ARG_NONE, &args.shipped,
      N_ ("Take the preset that comes with Lathe where you have one of the same name"), NULL },
    { "force", 0, 0, G_OPTION_ARG_NONE, &args.force, N_ ("Replace a preset of yours"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &args.json, N_ ("Print the list as JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 0, 3, &code);

  if (words == NULL)
    return code;
  guint n = g_strv_length (words);
  if (args.list && (n > 1 || args.save != NULL))
    return lt_cli_wrong (self, "%s", _ ("A list is of one effect, strip or master."));
  if (!args.list && n != (args.save != NULL ? 2u : 3u))
    return lt_cli_wrong (self, "%s",
                         _ ("Name a session, a strip or an effect of it, and a preset."));
  if (args.json && !args.list)
    return lt_cli_wrong (self, _ ("--%s goes with %s alone."), "json", "--list");
  if (args.shipped && (args.list || args.save != NULL))
    return lt_cli_wrong (self, _ ("--%s goes with %s alone."), "shipped", "NAME");
  if (args.force && args.save == NULL)
    return lt_cli_wrong (self, _ ("--%s goes with %s alone."), "force", "--save NAME");
  if (args.list)
    done = list (&args, words[0], &error);
  else
    done = args.save != NULL ? save (&args, words, &error) : load (&args, words, &error);
  return done ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_preset = {
  .name = "preset",
  .args = N_ ("SESSION STRIP[.SLOT] NAME [--shipped]\n"
              "  lathe preset SESSION STRIP[.SLOT] --save NAME [--force]\n"
              "  lathe preset --list [EFFECT|strip|master] [--json]"),
  .summary = N_ ("Load, save and list presets of effects and of whole strips"),
  .run = run,
};
