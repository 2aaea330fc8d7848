// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe clip: the clips of a track.
// Layer: cli.

#include "cli/cli-intake.h"
#include "cli/cli-session.h"
#include "cli/cli-show-json.h"
#include "session/edit-clip.h"
#include "session/value-text.h"
#include "session/words.h"

#include <glib/gi18n.h>
#include <string.h>

static const LtParamSpec gain_row = { .key = "gain", .label = N_ ("Gain"), .unit = LT_UNIT_DB, .min = -144.0f, .max = 24.0f };

/* The options, as typed. */
typedef struct
{
  char *at, *to, *track, *start, *end, *in, *out, *curve, *from, *length;
  int   json;
} Args;

static void
args_clear (Args *self)
{
  char **const texts[] = { &self->at, &self->to,  &self->track, &self->start, &self->end,
                           &self->in, &self->out, &self->curve, &self->from,  &self->length };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Args, args_clear)

/* One call of one verb. */
typedef struct
{
  const Args      *args;
  LtFolder        *folder;
  const LtSession *session;
  const LtTrack   *track;
  char           **words; /* behind the verb */
  guint            n_words;
} Call;

static bool
fail (GError **error, const char *sentence)
{
  g_set_error_literal (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, sentence);
  return false;
}

static bool
parse_time (const Call *call, const char *text, int64_t *frames, GError **error)
{
  return lt_cli_parse_time (text, call->session->rate_hz, frames, error);
}

/* --- which clip --- */

static const LtClip *
clip_under (const Call *call, int64_t at)
{
  const LtClip *found = NULL;

  for (guint i = 0; i < call->track->clips->len; i++)
    {
      const LtClip *clip = g_ptr_array_index (call->track->clips, i);

      if (clip->pos_frames <= at && at < clip->pos_frames + clip->length_frames)
        found = clip; /* of several, the one that starts last */
    }
  return found;
}

/* By @number as listed; without one, under @at; without that, the only one. */
static const LtClip *
pick (const Call *call, const char *number, const char *at, GError **error)
{
  const char *name = call->track->strip->name;
  guint       n = call->track->clips->len;
  guint64     index;
  int64_t     frames;

  if (number != NULL)
    {
      if (g_ascii_string_to_unsigned (number, 10, 1, MAX (n, 1), &index, NULL) && index <= n)
        return g_ptr_array_index (call->track->clips, index - 1);
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” has no clip %s; lathe clip … list numbers its %u."), name, number, n);
      return NULL;
    }
  if (at != NULL)
    {
      const LtClip *clip = parse_time (call, at, &frames, error) ? clip_under (call, frames) : NULL;

      if (clip == NULL && *error == NULL)
        g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” has no clip at %s; lathe clip … list shows where they are."), name, at);
      return clip;
    }
  if (n == 1)
    return g_ptr_array_index (call->track->clips, 0);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” has %u clips; say which one by its number, or by --at TIME."), name, n);
  return NULL;
}

/* --- the verbs: a new session, or NULL and an error --- */

static LtSession *
split (const Call *call, GError **error)
{
  const LtClip *clip = pick (call, call->words[0], call->args->at, error);
  int64_t       at;

  if (clip == NULL || !parse_time (call, call->args->at, &at, error))
    return NULL;
  if (at > clip->pos_frames && at < clip->pos_frames + clip->length_frames)
    return lt_edit_clip_split (call->session, clip->id, at, NULL);
  fail (error, _ ("There is nothing to split: the clip doesn't reach across that time."));
  return NULL;
}

static LtSession *
move (const Call *call, GError **error)
{
  bool             at_is_to = call->words[0] != NULL && call->args->to == NULL;
  const char      *to = at_is_to ? call->args->at : call->args->to;
  const LtClip    *clip = pick (call, call->words[0], at_is_to ? NULL : call->args->at, error);
  const LtTrack   *track = call->track;
  int64_t          pos = clip != NULL ? clip->pos_frames : 0;

  if (clip == NULL || (to != NULL && !parse_time (call, to, &pos, error)))
    return NULL;
  if (call->args->track != NULL)
    {
      const LtStrip *strip = lt_cli_session_strip (call->session, call->args->track, error);

      track = strip != NULL ? lt_session_find_track (call->session, strip->id) : NULL;
      if (track == NULL)
        {
          if (*error == NULL)
            g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” is not a track; clips lie on tracks."), strip->name);
          return NULL;
        }
    }
  return lt_edit_clip_move (call->session, clip->id, track->strip->id, pos);
}

static LtSession *
trim (const Call *call, GError **error)
{
  const LtClip *clip = pick (call, call->words[0], call->args->at, error);
  int64_t       start, end;

  if (clip == NULL)
    return NULL;
  start = clip->pos_frames;
  end = clip->pos_frames + clip->length_frames;
  if ((call->args->start != NULL && !parse_time (call, call->args->start, &start, error))
      || (call->args->end != NULL && !parse_time (call, call->args->end, &end, error)))
    return NULL;
  if (start >= end)
    {
      fail (error, _ ("The clip would end before it begins; nothing was changed."));
      return NULL;
    }

  /* The edge that makes room goes first: the other one could not pass the old place of this one. */
  bool                  end_first = end > clip->pos_frames + clip->length_frames;
  g_autoptr (LtSession) half
      = end_first ? lt_edit_clip_trim_end (call->session, clip->id, end) : lt_edit_clip_trim_start (call->session, clip->id, start);
  return end_first ? lt_edit_clip_trim_start (half, clip->id, start) : lt_edit_clip_trim_end (half, clip->id, end);
}

static bool
parse_curve (const char *text, LtFadeCurve *curve, GError **error)
{
  int at = text != NULL ? lt_words_find (lt_words_fade, text) : -1;

  if (at >= 0)
    *curve = (LtFadeCurve) at;
  return text == NULL || at >= 0 || fail (error, _ ("A curve is linear, equal-power, s or exponential."));
}

static LtSession *
fade (const Call *call, GError **error)
{
  const LtClip *clip = pick (call, call->words[0], call->args->at, error);
  int64_t       in, out;

  if (clip == NULL)
    return NULL;

  LtFadeCurve in_curve = clip->fade_in_curve, out_curve = clip->fade_out_curve;
  in = clip->fade_in_frames;
  out = clip->fade_out_frames;
  if ((call->args->in != NULL && (!parse_time (call, call->args->in, &in, error) || !parse_curve (call->args->curve, &in_curve, error)))
      || (call->args->out != NULL && (!parse_time (call, call->args->out, &out, error) || !parse_curve (call->args->curve, &out_curve, error))))
    return NULL;
  if (in + out > clip->length_frames)
    {
      fail (error, _ ("The fades are longer than the clip; nothing was changed."));
      return NULL;
    }

  g_autoptr (LtSession) half = lt_edit_clip_fade_in (call->session, clip->id, in, in_curve);
  return lt_edit_clip_fade_out (half, clip->id, out, out_curve);
}

static LtSession *
gain (const Call *call, GError **error)
{
  const LtClip *clip = pick (call, call->n_words == 2 ? call->words[0] : NULL, call->args->at, error);
  double        gain_db;

  return clip != NULL && lt_value_text_parse (&gain_row, call->words[call->n_words - 1], &gain_db, error)
             ? lt_edit_clip_gain (call->session, clip->id, gain_db)
             : NULL;
}

static LtSession *
delete (const Call *call, GError **error)
{
  const LtClip *clip = pick (call, call->words[0], call->args->at, error);

  return clip != NULL ? lt_edit_clip_remove (call->session, clip->id) : NULL;
}

/* --- list and add, which are more than an edit --- */

static bool
list (const Call *call)
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
      char             level[LT_VALUE_TEXT_SIZE];

      /* Translators: number, start, end, name, gain, lengths of the fades */
      lt_cli_print (_ ("%u. %s – %s %s, %s, fades %s %s%s\n"), i + 1, from, to, clip->name,
                    lt_value_text_human (&gain_row, clip->gain_db, level, sizeof level), in, out, clip->mute ? _ (", muted") : "");
    }
  return true;
}

static bool
add (const Call *call, GError **error)
{
  g_autoptr (LtSession) next = lt_session_ref (call->session);
  g_autoptr (GPtrArray) copied = g_ptr_array_new_with_free_func (g_free);
  char                 *paths[] = { call->words[0], NULL };
  int64_t               at = 0, from = 0, length = 0;

  if (!parse_time (call, call->args->at, &at, error) || (call->args->from != NULL && !parse_time (call, call->args->from, &from, error))
      || (call->args->length != NULL && !parse_time (call, call->args->length, &length, error)))
    return false;

  LtIntakeSpec spec = lt_cli_intake_spec (paths, false);
  LtId         source = lt_intake_source (call->folder, &spec, &next, copied, error);
  if (!lt_cli_intake_end (&spec, source != 0))
    return false;
  if (from >= lt_session_find_source (next, source)->n_frames)
    {
      lt_intake_forget (copied);
      return fail (error, _ ("The file ends before the place that --from names."));
    }
  lt_session_take (&next, lt_edit_clip_add (next, call->track->strip->id, source, at, from, length, NULL));

  g_autofree char *label = g_strdup_printf (_ ("Add a clip to %s"), call->track->strip->name);
  if (!lt_folder_push (call->folder, next, label, NULL, error))
    {
      lt_intake_forget (copied);
      return false;
    }
  if (!lt_folder_save (call->folder, error))
    return false;
  lt_cli_print ("%s\n", label);
  return true;
}

/* --- the table --- */

typedef struct
{
  const char *name;
  guint       min, max; /* words behind it */
  bool        needs_at;
  LtSession *(*edit) (const Call *call, GError **error); /* NULL: list and add */
} Verb;

static const Verb verbs[] = {
  { "list", 0, 0, false, NULL }, { "add", 1, 1, true, NULL },    { "split", 0, 1, true, split },  { "move", 0, 1, false, move },
  { "trim", 0, 1, false, trim }, { "fade", 0, 1, false, fade },  { "gain", 1, 2, false, gain },   { "delete", 0, 1, false, delete },
};

static bool
do_verb (const Verb *verb, const Args *args, char **words, GError **error)
{
  bool                 reads = strcmp (verb->name, "list") == 0;
  g_autoptr (LtFolder) folder = lt_cli_session_open (words[0], reads ? LT_FOLDER_READ : LT_FOLDER_WRITE, error);
  const LtStrip       *strip = folder != NULL ? lt_cli_session_strip (lt_folder_get_session (folder), words[1], error) : NULL;

  if (strip == NULL)
    return false;

  Call call = { args, folder, lt_folder_get_session (folder), lt_session_find_track (lt_folder_get_session (folder), strip->id), words + 3,
                g_strv_length (words + 3) };
  if (call.track == NULL)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” is not a track; clips lie on tracks."), strip->name);
      return false;
    }
  if (verb->edit == NULL)
    return reads ? list (&call) : add (&call, error);
  return lt_cli_session_apply (folder, verb->edit (&call, error), NULL, error);
}

/* An option that means something to one verb. */
typedef struct
{
  const char *option, *verb;
  gsize       at; /* in Args: its text */
} Owned;

/* Borrowed: one that was given to another verb than its own; NULL: there is none. */
static const Owned *
find_stray (const Verb *verb, const Args *args)
{
  static const Owned all[] = {
    { "to", "move", offsetof (Args, to) },      { "track", "move", offsetof (Args, track) }, { "start", "trim", offsetof (Args, start) },
    { "end", "trim", offsetof (Args, end) },    { "in", "fade", offsetof (Args, in) },       { "out", "fade", offsetof (Args, out) },
    { "curve", "fade", offsetof (Args, curve) }, { "from", "add", offsetof (Args, from) },   { "length", "add", offsetof (Args, length) },
  };
  static const Owned json = { "json", "list", 0 };
  static const Owned at = { "at", "add, split, move, trim, fade, gain, delete", offsetof (Args, at) };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (G_STRUCT_MEMBER (char *, args, all[i].at) != NULL && strcmp (verb->name, all[i].verb) != 0)
      return &all[i];
  if (args->at != NULL && strcmp (verb->name, "list") == 0)
    return &at;
  return args->json && strcmp (verb->name, json.verb) != 0 ? &json : NULL;
}

/* NULL, or what is wrong with the way it is called. */
static const char *
wrong_use (const Verb *verb, const Args *args, guint n_words)
{
  if (n_words < verb->min || n_words > verb->max)
    return n_words < verb->min ? _ ("Something is missing.") : _ ("There is a word too many.");
  if (verb->needs_at && args->at == NULL)
    return _ ("Say where with --at TIME.");
  if (verb->edit == move && args->to == NULL && args->track == NULL && (n_words == 0 || args->at == NULL))
    return _ ("Say where to with --to TIME, or --track NAME.");
  if (verb->edit == trim && args->start == NULL && args->end == NULL)
    return _ ("Say the new --start, --end or both.");
  if (verb->edit == fade && args->in == NULL && args->out == NULL)
    return _ ("Say how long: --in, --out or both.");
  return NULL;
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_auto (Args)      args = { 0 };
  g_autoptr (GError) error = NULL;
  const Verb        *verb = NULL;
  int                code;
  const GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_STRING, &args.at, N_ ("add, split: where; else: the clip that lies there"), N_ ("TIME") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &args.to, N_ ("move: where to"), N_ ("TIME") },
    { "track", 0, 0, G_OPTION_ARG_STRING, &args.track, N_ ("move: to which track"), N_ ("NAME") },
    { "start", 0, 0, G_OPTION_ARG_STRING, &args.start, N_ ("trim: where it starts; what sounds stays in its place"), N_ ("TIME") },
    { "end", 0, 0, G_OPTION_ARG_STRING, &args.end, N_ ("trim: where it ends"), N_ ("TIME") },
    { "in", 0, 0, G_OPTION_ARG_STRING, &args.in, N_ ("fade: length at the start"), N_ ("TIME") },
    { "out", 0, 0, G_OPTION_ARG_STRING, &args.out, N_ ("fade: length at the end"), N_ ("TIME") },
    { "curve", 0, 0, G_OPTION_ARG_STRING, &args.curve, N_ ("fade: linear, equal-power, s or exponential"), "C" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &args.from, N_ ("add: from where in the file"), N_ ("TIME") },
    { "length", 0, 0, G_OPTION_ARG_STRING, &args.length, N_ ("add: how much of it"), N_ ("TIME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &args.json, N_ ("list: print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 3, 5, &code);

  if (words == NULL)
    return code;
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i].name, words[2]) == 0)
      verb = &verbs[i];
  if (verb == NULL)
    return lt_cli_wrong (self, _ ("“%s” is not something to do with clips."), words[2]);
  const Owned *owned = find_stray (verb, &args);
  if (owned != NULL)
    return lt_cli_wrong (self, _ ("--%s goes with %s alone."), owned->option, owned->verb);
  const char *wrong = wrong_use (verb, &args, g_strv_length (words + 3));
  if (wrong != NULL)
    return lt_cli_wrong (self, "%s", wrong);
  return do_verb (verb, &args, words, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_clip = {
  .name = "clip",
  .args = N_ ("SESSION TRACK list [--json]\n"
              "       lathe clip SESSION TRACK add FILE --at TIME [--from TIME] [--length TIME]\n"
              "       lathe clip SESSION TRACK split [N] --at TIME\n"
              "       lathe clip SESSION TRACK move [N] [--to TIME] [--track NAME]\n"
              "       lathe clip SESSION TRACK trim [N] [--start TIME] [--end TIME]\n"
              "       lathe clip SESSION TRACK fade [N] [--in TIME] [--out TIME] [--curve C]\n"
              "       lathe clip SESSION TRACK gain [N] DB\n"
              "       lathe clip SESSION TRACK delete [N]\n\n"
              "N is the number in the list; without it, --at TIME picks the clip that lies there"),
  .summary = N_ ("List and change the clips of a track"),
  .run = run,
};
