using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Journal;

/// <summary>
/// Records to and from JSON in UTF-8: one object a record with the record's fields in snake case, those that have nothing to say
/// left out. Fields are only ever added. Sequence, time and kind are kept beside it by the store.
/// </summary>
public static class JournalCodec
{
    /// <summary>Encodes the fields of a record.</summary>
    /// <param name="record">The record.</param>
    /// <returns>A JSON object in UTF-8.</returns>
    public static byte[] Encode(JournalRecord record)
    {
        var fields = new FieldWriter();
        switch (record)
        {
            case RunStarted r:
                fields.Add("definition", r.Definition.Value).Add("inputs", r.Inputs).Add("trigger", r.Trigger)
                    .Add("parent", r.Parent?.Value).Add("parent_activation", r.ParentActivation)
                    .Add("parent_attempt", r.ParentAttempt == 0 ? null : (long?)r.ParentAttempt)
                    .Add("repeat_of", r.RepeatOf?.Value);
                break;
            case CheckWarned r:
                fields.Add("message", r.Message);
                break;
            case StepFinished r:
                fields.Add("lane", r.Lane).Add("node", r.Node).Add("status", Name(r.Status)).Add("outputs", r.Outputs)
                    .Add("error", r.Error).Add("variables", r.Variables);
                break;
            case StepOpened r:
                fields.Add("activation", r.Activation).Add("lane", r.Lane).Add("node", r.Node);
                break;
            case AttemptOpened r:
                fields.Add("activation", r.Activation).Add("attempt", r.Attempt).Add("input", r.Input)
                    .Add("timeout_at", r.TimeoutAt).Add("due_at", r.DueAt).Add("cache_key", r.CacheKey);
                break;
            case AttemptFailed r:
                fields.Add("activation", r.Activation).Add("error", r.Error).Add("retry_at", r.RetryAt);
                break;
            case LaneOpened r:
                fields.Add("lane", r.Lane).Add("activation", r.Activation).Add("role", r.Role.ToString())
                    .Add("key", r.Key).Add("error", r.Error);
                break;
            case LaneClosed r:
                fields.Add("lane", r.Lane).Add("status", Name(r.Status)).Add("result", r.Result).Add("error", r.Error);
                break;
            case LoopPaused r:
                fields.Add("activation", r.Activation).Add("due_at", r.DueAt);
                break;
            case UnwindingStarted r:
                fields.Add("activation", r.Activation).Add("status", Name(r.Status)).Add("outputs", r.Outputs)
                    .Add("error", r.Error).Add("compensates", r.Compensates).Add("handles", r.Handles);
                break;
            case StepClosed r:
                fields.Add("activation", r.Activation).Add("status", Name(r.Status)).Add("outputs", r.Outputs)
                    .Add("error", r.Error).Add("cached", r.IsCached);
                break;
            case RunEnded r:
                fields.Add("status", r.Status.ToString()).Add("outputs", r.Outputs).Add("error", r.Error);
                break;
            default:
                EncodeLater(fields, record);
                break;
        }

        return fields.ToUtf8();
    }

    // What waits, permits and operations write, which is rarer than what steps write.
    private static void EncodeLater(FieldWriter fields, JournalRecord record)
    {
        switch (record)
        {
            case SignalReceived r:
                fields.Add("name", r.Name).Add("data", r.Data).Add("by", r.By);
                break;
            case WaitMet r:
                fields.Add("activation", r.Activation).Add("leaf", r.Leaf).Add("result", r.Result)
                    .Add("signal", r.Signal == 0 ? null : (long?)r.Signal).Add("event", r.Event);
                break;
            case TaskEscalated r:
                fields.Add("activation", r.Activation);
                break;
            case ChildStarted r:
                fields.Add("activation", r.Activation);
                break;
            case AgentAsked r:
                fields.Add("activation", r.Activation);
                break;
            case PermitsAsked r:
                fields.Add("activation", r.Activation).Add("keys", Pairs(r.Keys, "key", "limit"));
                break;
            case PermitGranted r:
                fields.Add("activation", r.Activation);
                break;
            case RunPaused r:
                fields.Add("reason", r.Reason).Add("by", r.By);
                break;
            case RunResumed r:
                fields.Add("by", r.By);
                break;
            case RunRetried r:
                fields.Add("error", r.Error).Add("retry_at", r.RetryAt);
                break;
            case RunRewound r:
                fields.Add("to", r.To).Add("next_id", r.NextId).Add("anew", Pairs(r.Anew, "activation", "attempt"))
                    .Add("gap_ms", r.Gap == TimeSpan.Zero ? null : (long?)r.Gap.TotalMilliseconds).Add("timeout_at", r.TimeoutAt)
                    .Add("reason", r.Reason).Add("by", r.By);
                break;
            case RunMigrated r:
                fields.Add("definition", r.Definition.Value).Add("inputs", r.Inputs).Add("by", r.By);
                break;
            default:
                throw new ArgumentException($"Records of kind '{record.Kind}' have no encoding.", nameof(record));
        }
    }

    /// <summary>Decodes a record.</summary>
    /// <param name="sequence">Its place in the journal.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="utf8Json">Its fields; must not change afterwards.</param>
    /// <returns>The record.</returns>
    /// <exception cref="JournalStoreException">ARCH5003: the fields cannot be read, or the kind is of a newer version.</exception>
    public static JournalRecord Decode(long sequence, DateTimeOffset at, string kind, ReadOnlyMemory<byte> utf8Json)
    {
        try
        {
            var record = Decode(kind, new FieldReader(ValueJson.Parse(utf8Json, ValueDepth.InRecords)));
            return record with { Sequence = sequence, At = at };
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException)
        {
            throw new JournalStoreException(
                "ARCH5003",
                $"Record {sequence} of kind '{kind}' cannot be read: {exception.Message} The journal was damaged, or written by a newer version of Arch.",
                exception);
        }
    }

    private static JournalRecord Decode(string kind, FieldReader fields) => kind switch
    {
        "run_started" => new RunStarted
        {
            Definition = new DefinitionId(fields.Text("definition")),
            Inputs = fields["inputs"],
            Trigger = fields["trigger"],
            Parent = fields.OptionalText("parent") is { } parent ? new RunId(parent) : null,
            ParentActivation = fields.OptionalInt("parent_activation"),
            ParentAttempt = fields.OptionalInt("parent_attempt") ?? 0,
            RepeatOf = fields.OptionalText("repeat_of") is { } repeated ? new RunId(repeated) : null,
        },
        "check_warned" => new CheckWarned { Message = fields.Text("message") },
        "step_finished" => new StepFinished
        {
            Lane = fields.Int("lane"),
            Node = fields.Int("node"),
            Status = fields.Enum<StepStatus>("status"),
            Outputs = fields["outputs"],
            Error = fields.Error(),
            Variables = fields["variables"].TryGetObject(out var variables) ? [.. variables] : [],
        },
        "step_opened" => new StepOpened
        {
            Activation = fields.Int("activation"),
            Lane = fields.Int("lane"),
            Node = fields.Int("node"),
        },
        "attempt_opened" => new AttemptOpened
        {
            Activation = fields.Int("activation"),
            Attempt = fields.Int("attempt"),
            Input = fields["input"],
            TimeoutAt = fields.OptionalTime("timeout_at"),
            DueAt = fields.OptionalTime("due_at"),
            CacheKey = fields.OptionalText("cache_key"),
        },
        "attempt_failed" => new AttemptFailed
        {
            Activation = fields.Int("activation"),
            Error = fields.Error() ?? throw new FormatException("The field 'error' is missing."),
            RetryAt = fields.OptionalTime("retry_at") ?? throw new FormatException("The field 'retry_at' is missing."),
        },
        "lane_opened" => new LaneOpened
        {
            Lane = fields.Int("lane"),
            Activation = fields.Int("activation"),
            Role = fields.Enum<LaneRole>("role"),
            Key = fields.Int("key"),
            Error = fields.Error(),
        },
        "lane_closed" => new LaneClosed
        {
            Lane = fields.Int("lane"),
            Status = fields.Enum<StepStatus>("status"),
            Result = fields["result"],
            Error = fields.Error(),
        },
        "loop_paused" => new LoopPaused
        {
            Activation = fields.Int("activation"),
            DueAt = fields.OptionalTime("due_at") ?? throw new FormatException("The field 'due_at' is missing."),
        },
        "unwinding_started" => new UnwindingStarted
        {
            Activation = fields.Int("activation"),
            Status = fields.Enum<StepStatus>("status"),
            Outputs = fields["outputs"],
            Error = fields.Error(),
            Compensates = fields.Flag("compensates"),
            Handles = fields.Flag("handles"),
        },
        "step_closed" => new StepClosed
        {
            Activation = fields.Int("activation"),
            Status = fields.Enum<StepStatus>("status"),
            Outputs = fields["outputs"],
            Error = fields.Error(),
            IsCached = fields.Flag("cached"),
        },
        "run_ended" => new RunEnded
        {
            Status = fields.Enum<RunStatus>("status"),
            Outputs = fields["outputs"],
            Error = fields.Error(),
        },
        _ => DecodeLater(kind, fields),
    };

    private static JournalRecord DecodeLater(string kind, FieldReader fields) => kind switch
    {
        "signal_received" => new SignalReceived
        {
            Name = fields.Text("name"),
            Data = fields["data"],
            By = fields.OptionalText("by"),
        },
        "wait_met" => new WaitMet
        {
            Activation = fields.Int("activation"),
            Leaf = fields.Int("leaf"),
            Result = fields["result"],
            Signal = fields.OptionalLong("signal") ?? 0,
            Event = fields.OptionalText("event"),
        },
        "task_escalated" => new TaskEscalated { Activation = fields.Int("activation") },
        "child_started" => new ChildStarted { Activation = fields.Int("activation") },
        "agent_asked" => new AgentAsked { Activation = fields.Int("activation") },
        "permits_asked" => new PermitsAsked
        {
            Activation = fields.Int("activation"),
            Keys = fields["keys"].TryGetArray(out var keys)
                ? [.. keys.Select(item => KeyValuePair.Create(item["key"].ToString(), Number(item["limit"])))]
                : [],
        },
        "permit_granted" => new PermitGranted { Activation = fields.Int("activation") },
        "run_paused" => new RunPaused { Reason = fields.Text("reason"), By = fields.OptionalText("by") },
        "run_resumed" => new RunResumed { By = fields.OptionalText("by") },
        "run_retried" => new RunRetried
        {
            Error = fields.Error() ?? throw new FormatException("The field 'error' is missing."),
            RetryAt = fields.OptionalTime("retry_at") ?? throw new FormatException("The field 'retry_at' is missing."),
        },
        "run_rewound" => new RunRewound
        {
            To = fields.OptionalLong("to") ?? throw new FormatException("The field 'to' is missing."),
            NextId = fields.Int("next_id"),
            Anew = fields["anew"].TryGetArray(out var anew)
                ? [.. anew.Select(item => KeyValuePair.Create(Number(item["activation"]), Number(item["attempt"])))]
                : [],
            Gap = TimeSpan.FromMilliseconds(fields.OptionalLong("gap_ms") ?? 0),
            TimeoutAt = fields.OptionalTime("timeout_at"),
            Reason = fields.Text("reason"),
            By = fields.OptionalText("by"),
        },
        "run_migrated" => new RunMigrated
        {
            Definition = new DefinitionId(fields.Text("definition")),
            Inputs = fields["inputs"],
            By = fields.OptionalText("by"),
        },
        _ => throw new FormatException("This version does not know the kind."),
    };

    private static int Number(Value value) => value.TryGetNumber(out var number) ? (int)number : 0;

    private static Value Pairs<T>(ImmutableArray<KeyValuePair<T, int>> pairs, string first, string second) => pairs.IsEmpty
        ? Value.Undefined
        : Value.From(ValueArray.Of([.. pairs.Select(pair => Value.From(ValueObject.Of(
            (first, pair.Key is int number ? Value.From(number) : Value.From(pair.Key?.ToString())),
            (second, Value.From(pair.Value)))))]));

    private static string Name(StepStatus status) => status switch
    {
        StepStatus.Succeeded => "Succeeded",
        StepStatus.Failed => "Failed",
        StepStatus.Cancelled => "Cancelled",
        StepStatus.Skipped => "Skipped",
        _ => "Returned",
    };

    private sealed class FieldWriter
    {
        private readonly OrderedDictionary<string, Value> _fields = new(StringComparer.Ordinal);

        public FieldWriter Add(string name, Value value)
        {
            if (!value.IsUndefined)
            {
                _fields.Add(name, value);
            }

            return this;
        }

        public FieldWriter Add(string name, string? value) => value is null ? this : Add(name, Value.From(value));

        public FieldWriter Add(string name, int value) => Add(name, Value.From(value));

        public FieldWriter Add(string name, long? value) => value is { } number ? Add(name, Value.From(number)) : this;

        public FieldWriter Add(string name, bool value) => value ? Add(name, Value.From(true)) : this;

        public FieldWriter Add(string name, StepError? error) => error is null ? this : Add(name, error.ToValue());

        public FieldWriter Add(string name, DateTimeOffset? value) =>
            Add(name, value?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

        public FieldWriter Add(string name, ImmutableArray<KeyValuePair<string, Value>> values) =>
            values.IsEmpty
                ? this
                : Add(name, Value.From(ValueObject.Of(new OrderedDictionary<string, Value>(values, StringComparer.Ordinal))));

        public byte[] ToUtf8() => ValueJson.ToUtf8(Value.From(ValueObject.Of(_fields)));
    }

    private readonly struct FieldReader(Value fields)
    {
        public Value this[string name] => fields[name];

        public string Text(string name) =>
            OptionalText(name) ?? throw new FormatException($"The field '{name}' is missing.");

        public string? OptionalText(string name) => fields[name].TryGetString(out var text) ? text : null;

        public int Int(string name) =>
            fields[name].TryGetNumber(out var number)
                ? (int)number
                : throw new FormatException($"The field '{name}' is missing.");

        public int? OptionalInt(string name) => (int?)OptionalLong(name);

        public long? OptionalLong(string name) => fields[name].TryGetNumber(out var number) ? (long)number : null;

        public bool Flag(string name) => fields[name].TryGetBoolean(out var flag) && flag;

        public DateTimeOffset? OptionalTime(string name) =>
            fields[name].TryGetString(out var text)
                ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)
                : null;

        public T Enum<T>(string name)
            where T : struct, Enum => System.Enum.Parse<T>(Text(name));

        public StepError? Error() => fields["error"].IsNullish ? null : StepError.FromValue(fields["error"]);
    }
}
