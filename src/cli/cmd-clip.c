// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe clip: the clips of a track.
// Layer: cli.

#include "cli/cli-clip-edit.h"
#include "cli/cli-clip-sound.h"
#include "cli/cli-clip.h"
#include "cli/cli-show-json.h"
#include "session/value-text.h"

#include <glib/gi18n.h>
#include <string.h>

static const LtParamSpec gain_row = { .key = "gain", .label = N_ ("Gain"), .unit = LT_UNIT_DB, .min = -144.0f, .max = 24.0f };

static void
args_clear (LtClipArgs *self)
{
  char **const texts[] = { &self->at,   &self->to,    &self->track, &self->start,  &self->end,     &self->in,        &self->out, &self->curve,  &self->from, &self->length,
                           &self->by,   &self->times, &self->until, &self->ripple, &self->measure, &self->threshold, &self->min, &self->before, &self->after };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LtClipArgs, args_clear)

/* Stretch, pitch and effects: the words say what. */
static LtSession *
work_over (const LtClipCall *call, GError **error)
{
  const char   *verb = call->words[-1];
  guint         skip = lt_cli_clip_sound_has_number (verb, call->words) ? 1 : 0;
  const LtClip *clip = lt_cli_clip_pick_free (call, skip > 0 ? call->words[0] : NULL, call->args->at, error);

  return clip != NULL ? lt_cli_clip_sound_edit (call->session, clip, verb, call->words + skip, error) : NULL;
}

static bool
list (const LtClipCall *call, GError **error)
{
  if (call->args->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      lt_cli_show_json_clips (builder, call->session, call->track);
      lt_cli_print_json (builder);
      return true;
    }
  for (guint i = 0; i < call->track->clips->len; i++)
    {
      const LtClip    *clip = g_ptr_array_index (call->track->clips, i);
      double           rate = call->session->rate_hz;
      g_autofree char *from = lt_cli_dup_time (clip->pos_frames, rate);
      g_autofree char *to = lt_cli_dup_time (clip->pos_frames + clip->length_frames, rate);
      g_autofree char *in = lt_cli_dup_time (clip->fade_in_frames, rate);
      g_autofree char *out = lt_cli_dup_time (clip->fade_out_frames, rate);
      g_autofree char *more = g_strconcat (clip->mute ? _ (", muted") : "", clip->locked ? _ (", locked") : "", NULL);
      char             level[LT_VALUE_TEXT_SIZE];

      /* Translators: number, start, end, name, gain, lengths of the fades */
      lt_cli_print (_ ("%u. %s – %s %s, %s, fades %s %s%s\n"), i + 1, from, to, clip->name,
                    lt_value_text_human (&gain_row, clip->gain_db, level, sizeof level), in, out, more);
      g_autofree char *worked = lt_cli_clip_sound_dup_words (clip);
      if (worked != NULL)
        lt_cli_print ("   %s\n", worked);
    }
  return true;
}

/* --- the table --- */

#define ANY 10000u

typedef struct
{
  const char *name;
  guint       min, max; /* words behind it */
  LtClipEdit  edit;     /* NULL: it does more than an edit */
  bool (*run) (const LtClipCall *call, GError **error);
  const char *wants;    /* the word that it cannot do without, as the usage says it */
} Verb;

static const Verb verbs[] = {
  { "list", 0, 0, NULL, list, NULL },
  { "add", 1, 1, NULL, lt_cli_clip_files_add, N_ ("FILE") },
  { "split", 0, 1, lt_cli_clip_place_split, NULL, NULL },
  { "move", 0, 1, lt_cli_clip_place_move, NULL, NULL },
  { "copy", 0, 1, lt_cli_clip_place_copy, NULL, NULL },
  { "trim", 0, 1, lt_cli_clip_place_trim, NULL, NULL },
  { "slip", 0, 1, lt_cli_clip_place_slip, NULL, NULL },
  { "delete", 0, 1, lt_cli_clip_place_delete, NULL, NULL },
  { "join", 0, ANY, lt_cli_clip_place_join, NULL, NULL },
  { "repeat", 0, ANY, lt_cli_clip_place_repeat, NULL, NULL },
  { "delete-time", 0, 0, lt_cli_clip_place_delete_time, NULL, NULL },
  { "insert-time", 0, 0, lt_cli_clip_place_insert_time, NULL, NULL },
  { "fade", 0, 1, lt_cli_clip_values_fade, NULL, NULL },
  { "crossfade", 0, ANY, lt_cli_clip_values_crossfade, NULL, NULL },
  { "gain", 1, 2, lt_cli_clip_values_gain, NULL, "DB" },
  { "envelope", 0, ANY, lt_cli_clip_values_envelope, NULL, NULL },
  { "mute", 1, 2, lt_cli_clip_values_mute, NULL, "on|off" },
  { "lock", 1, 2, lt_cli_clip_values_lock, NULL, "on|off" },
  { "reverse", 1, 2, lt_cli_clip_values_reverse, NULL, "on|off" },
  { "polarity", 1, 2, lt_cli_clip_values_polarity, NULL, "on|off" },
  { "colour", 1, 2, lt_cli_clip_values_colour, NULL, "0–12" },
  { "name", 1, 2, lt_cli_clip_values_name, NULL, N_ ("NAME") },
  { "group", 0, ANY, lt_cli_clip_values_group, NULL, NULL },
  { "ungroup", 0, ANY, lt_cli_clip_values_ungroup, NULL, NULL },
  { "normalise", 0, ANY, lt_cli_clip_files_normalise, NULL, NULL },
  { "bounce", 0, ANY, NULL, lt_cli_clip_files_bounce, NULL },
  { "strip-silence", 0, ANY, NULL, lt_cli_clip_files_strip_silence, NULL },
  { "stretch", 1, 2, work_over, NULL, N_ ("PERCENT") },
  { "fit", 1, 2, work_over, NULL, N_ ("TIME") },
  { "pitch", 1, 2, work_over, NULL, N_ ("CENTS") },
  { "quality", 1, 2, work_over, NULL, "finer|crisp|mixed|smooth" },
  { "formants", 1, 2, work_over, NULL, "on|off" },
  { "effect", 2, ANY, work_over, NULL, NULL },
  { "plain", 0, 1, work_over, NULL, NULL },
};

static bool
do_verb (const Verb *verb, const LtClipArgs *args, char **words, GError **error)
{
  bool                 reads = strcmp (verb->name, "list") == 0;
  g_autoptr (LtFolder) folder = lt_cli_session_open (words[0], reads ? LT_FOLDER_READ : LT_FOLDER_WRITE, error);
  const LtSession     *session = folder != NULL ? lt_folder_get_session (folder) : NULL;
  const LtTrack       *track = session != NULL ? lt_cli_session_track (session, words[1], error) : NULL;

  if (track == NULL)
    return false;

  LtClipCall call = { args, folder, session, track, words + 3, g_strv_length (words + 3) };
  if (verb->edit == NULL)
    return verb->run (&call, error);
  return lt_cli_session_apply (folder, verb->edit (&call, error), NULL, error);
}

/* --- what goes with what --- */

/* An option that means something to some verbs. */
typedef struct
{
  const char *option, *verbs; /* apart by a comma and a space */
  gsize       at;             /* in LtClipArgs: its text */
} Owned;

static const Owned owned[] = {
  { "at", "add, split, move, copy, trim, slip, delete, join, repeat, insert-time, fade, crossfade, gain, envelope, mute, lock, reverse, polarity, colour, name, normalise, bounce, strip-silence, stretch, fit, pitch, quality, formants, effect, plain",
    offsetof (LtClipArgs, at) },
  { "to", "move, copy, delete-time, normalise, bounce", offsetof (LtClipArgs, to) },
  { "track", "move, copy", offsetof (LtClipArgs, track) },
  { "start", "trim", offsetof (LtClipArgs, start) },
  { "end", "trim", offsetof (LtClipArgs, end) },
  { "in", "fade", offsetof (LtClipArgs, in) },
  { "out", "fade", offsetof (LtClipArgs, out) },
  { "curve", "fade", offsetof (LtClipArgs, curve) },
  { "from", "add, delete-time, bounce", offsetof (LtClipArgs, from) },
  { "length", "add, insert-time, crossfade", offsetof (LtClipArgs, length) },
  { "by", "slip", offsetof (LtClipArgs, by) },
  { "times", "repeat", offsetof (LtClipArgs, times) },
  { "until", "repeat", offsetof (LtClipArgs, until) },
  { "ripple", "trim, delete, delete-time, insert-time", offsetof (LtClipArgs, ripple) },
  { "measure", "normalise", offsetof (LtClipArgs, measure) },
  { "threshold", "strip-silence", offsetof (LtClipArgs, threshold) },
  { "min", "strip-silence", offsetof (LtClipArgs, min) },
  { "before", "strip-silence", offsetof (LtClipArgs, before) },
  { "after", "strip-silence", offsetof (LtClipArgs, after) },
};
static const Owned owned_json = { "json", "list", 0 };
static const Owned owned_dry_run = { "dry-run", "strip-silence", 0 };

static bool
is_owner (const Owned *self, const Verb *verb)
{
  g_auto (GStrv) names = g_strsplit (self->verbs, ", ", -1);

  return g_strv_contains ((const char *const *) names, verb->name);
}

/* Borrowed: one that was given to another verb than its own; NULL: there is none. */
static const Owned *
find_stray (const Verb *verb, const LtClipArgs *args)
{
  for (guint i = 0; i < G_N_ELEMENTS (owned); i++)
    if (G_STRUCT_MEMBER (char *, args, owned[i].at) != NULL && !is_owner (&owned[i], verb))
      return &owned[i];
  if (args->json && !is_owner (&owned_json, verb))
    return &owned_json;
  return args->dry_run && !is_owner (&owned_dry_run, verb) ? &owned_dry_run : NULL;
}

/* What verbs cannot do without. */
static const char *
find_missing (const char *verb, const LtClipArgs *args, guint n_words)
{
  bool is_move = strcmp (verb, "move") == 0 || strcmp (verb, "copy") == 0;

  if ((strcmp (verb, "add") == 0 || strcmp (verb, "split") == 0 || strcmp (verb, "insert-time") == 0) && args->at == NULL)
    return _ ("Say where with --at TIME.");
  if (strcmp (verb, "insert-time") == 0 && args->length == NULL)
    return _ ("Say how long: --length TIME.");
  if (is_move && args->to == NULL && args->track == NULL && (n_words == 0 || args->at == NULL))
    return _ ("Say where to with --to TIME, or --track NAME.");
  if (strcmp (verb, "trim") == 0 && args->start == NULL && args->end == NULL)
    return _ ("Say the new --start, --end or both.");
  if (strcmp (verb, "fade") == 0 && args->in == NULL && args->out == NULL)
    return _ ("Say how long: --in, --out or both.");
  if (strcmp (verb, "slip") == 0 && args->by == NULL)
    return _ ("Say how far with --by TIME; less than 0 is earlier.");
  if (strcmp (verb, "repeat") == 0 && (args->times == NULL) == (args->until == NULL))
    return _ ("Say how often: --times N, or --until TIME.");
  if (strcmp (verb, "delete-time") == 0 && (args->from == NULL || args->to == NULL))
    return _ ("Say which time: --from TIME --to TIME.");
  if (strcmp (verb, "bounce") == 0 && (args->from == NULL) != (args->to == NULL))
    return _ ("Say which time: --from TIME --to TIME.");
  return strcmp (verb, "normalise") == 0 && args->to == NULL ? _ ("Say the level with --to LEVEL.") : NULL;
}

/* (transfer full): NULL, or what is wrong with the way it is called. */
static char *
dup_wrong_use (const Verb *verb, const LtClipArgs *args, guint n_words)
{
  if (n_words > verb->max)
    return g_strdup (_ ("There is a word too many."));
  if (n_words < verb->min && verb->wants == NULL)
    return g_strdup (lt_cli_clip_sound_get_effect_use ());
  if (n_words < verb->min) /* Translators: a verb, and what belongs behind it, as the usage names it */
    return g_strdup_printf (_ ("After “%s”, %s is missing."), verb->name, _ (verb->wants));
  return g_strdup (find_missing (verb->name, args, n_words));
}

/* Fewer than a session, a track and a verb. */
static int
refuse_short (const LtCommand *self, char **words)
{
  guint n = g_strv_length (words);

  if (n == 0)
    return lt_cli_wrong (self, _ ("%s is missing."), _ ("SESSION"));
  if (n == 1)
    return lt_cli_wrong (self, _ ("After “%s”, %s is missing."), words[0], _ ("TRACK"));
  return lt_cli_wrong (self, _ ("Say what to do with the clips of “%s”: list, add, split, move or another verb."), words[1]);
}

static int
run_words (const LtCommand *self, const LtClipArgs *args, char **words)
{
  g_autoptr (GError) error = NULL;
  const Verb        *verb = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i].name, words[2]) == 0)
      verb = &verbs[i];
  if (verb == NULL)
    return lt_cli_wrong (self, _ ("“%s” is not something to do with clips."), words[2]);
  const Owned *stray = find_stray (verb, args);
  if (stray != NULL)
    return lt_cli_wrong (self, _ ("--%s goes with %s alone."), stray->option, stray->verbs);
  g_autofree char *wrong = dup_wrong_use (verb, args, g_strv_length (words + 3));
  if (wrong != NULL)
    return lt_cli_wrong (self, "%s", wrong);
  return do_verb (verb, args, words, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_auto (LtClipArgs) args = { 0 };
  int                 code;
  const GOptionEntry  entries[] = {
    { "at", 0, 0, G_OPTION_ARG_STRING, &args.at, N_ ("add, split, insert-time: where; else: the clip that lies there"), N_ ("TIME") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &args.to, N_ ("move, copy: where to; delete-time, bounce: the end; normalise: the level, dB"), N_ ("TIME") },
    { "track", 0, 0, G_OPTION_ARG_STRING, &args.track, N_ ("move, copy: to which track"), N_ ("NAME") },
    { "start", 0, 0, G_OPTION_ARG_STRING, &args.start, N_ ("trim: where it starts; what sounds stays in its place"), N_ ("TIME") },
    { "end", 0, 0, G_OPTION_ARG_STRING, &args.end, N_ ("trim: where it ends"), N_ ("TIME") },
    { "in", 0, 0, G_OPTION_ARG_STRING, &args.in, N_ ("fade: length at the start"), N_ ("TIME") },
    { "out", 0, 0, G_OPTION_ARG_STRING, &args.out, N_ ("fade: length at the end"), N_ ("TIME") },
    { "curve", 0, 0, G_OPTION_ARG_STRING, &args.curve, N_ ("fade: linear, equal-power, s or exponential"), "C" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &args.from, N_ ("add: from where in the file; delete-time, bounce: the start"), N_ ("TIME") },
    { "length", 0, 0, G_OPTION_ARG_STRING, &args.length, N_ ("add: how much of it; insert-time, crossfade: how long"), N_ ("TIME") },
    { "by", 0, 0, G_OPTION_ARG_STRING, &args.by, N_ ("slip: how much later it sounds"), N_ ("TIME") },
    { "times", 0, 0, G_OPTION_ARG_STRING, &args.times, N_ ("repeat: how many copies"), "N" },
    { "until", 0, 0, G_OPTION_ARG_STRING, &args.until, N_ ("repeat: up to when"), N_ ("TIME") },
    { "ripple", 0, 0, G_OPTION_ARG_STRING, &args.ripple, N_ ("trim, delete, delete-time, insert-time: what follows moves: off, track or all"), "R" },
    { "measure", 0, 0, G_OPTION_ARG_STRING, &args.measure, N_ ("normalise: peak (default), true-peak or lufs"), "M" },
    { "threshold", 0, 0, G_OPTION_ARG_STRING, &args.threshold, N_ ("strip-silence: quiet is below (default: -48)"), "DB" },
    { "min", 0, 0, G_OPTION_ARG_STRING, &args.min, N_ ("strip-silence: for at least (default: 0.25)"), N_ ("TIME") },
    { "before", 0, 0, G_OPTION_ARG_STRING, &args.before, N_ ("strip-silence: what is kept before sound (default: 0.01)"), N_ ("TIME") },
    { "after", 0, 0, G_OPTION_ARG_STRING, &args.after, N_ ("strip-silence: and behind it (default: 0.05)"), N_ ("TIME") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &args.dry_run, N_ ("strip-silence: only say what would happen"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &args.json, N_ ("list: print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (lt_cli_clip_edit_is_asked (argc, argv))
    return lt_cli_clip_edit_run (argc, argv);
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 0, -1, &code);
  if (words == NULL)
    return code;
  return g_strv_length (words) < 3 ? refuse_short (self, words) : run_words (self, &args, words);
}

const LtCommand lt_cmd_clip = {
  .name = "clip",
  .args = N_ ("SESSION TRACK list [--json]\n"
              "       lathe clip SESSION TRACK add FILE --at TIME [--from TIME] [--length TIME]\n"
              "       lathe clip SESSION TRACK split [N] --at TIME\n"
              "       lathe clip SESSION TRACK move|copy [N] [--to TIME] [--track NAME]\n"
              "       lathe clip SESSION TRACK trim [N] [--start TIME] [--end TIME] [--ripple R]\n"
              "       lathe clip SESSION TRACK slip [N] --by TIME\n"
              "       lathe clip SESSION TRACK delete [N] [--ripple R]\n"
              "       lathe clip SESSION TRACK join [N…]\n"
              "       lathe clip SESSION TRACK repeat [N…] --times N | --until TIME\n"
              "       lathe clip SESSION TRACK delete-time --from TIME --to TIME [--ripple R]\n"
              "       lathe clip SESSION TRACK insert-time --at TIME --length TIME [--ripple R]\n"
              "       lathe clip SESSION TRACK fade [N] [--in TIME] [--out TIME] [--curve C]\n"
              "       lathe clip SESSION TRACK crossfade [N…] [--length TIME]\n"
              "       lathe clip SESSION TRACK gain [N] DB\n"
              "       lathe clip SESSION TRACK stretch [N] PERCENT | fit [N] TIME | pitch [N] CENTS\n"
              "       lathe clip SESSION TRACK quality [N] finer|crisp|mixed|smooth | formants [N] on|off\n"
              "       lathe clip SESSION TRACK effect [N] add EFFECT [PARAM=VALUE…] | set SLOT PARAM=VALUE… | move SLOT PLACE | remove SLOT\n"
              "       lathe clip SESSION TRACK plain [N]\n"
              "       lathe clip SESSION TRACK edit [N] …   (see lathe clip SESSION TRACK edit --help)\n"
              "       lathe clip SESSION TRACK envelope [N] [TIME=DB…]\n"
              "       lathe clip SESSION TRACK mute|lock|reverse|polarity [N] on|off\n"
              "       lathe clip SESSION TRACK colour [N] 0–12\n"
              "       lathe clip SESSION TRACK name [N] NAME\n"
              "       lathe clip SESSION TRACK group|ungroup [N…]\n"
              "       lathe clip SESSION TRACK normalise [N…] --to LEVEL [--measure M]\n"
              "       lathe clip SESSION TRACK bounce [N…] [--from TIME --to TIME]\n"
              "       lathe clip SESSION TRACK strip-silence [N…] [--threshold DB] [--min TIME] [--before TIME] [--after TIME] [--dry-run]\n\n"
              "N is the number in the list; without it, --at TIME picks the clip that lies there; where several may be meant, all are"),
  .summary = N_ ("List and change the clips of a track"),
  .run = run,
};
