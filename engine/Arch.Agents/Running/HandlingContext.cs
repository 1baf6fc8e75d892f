using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arch.Agents.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Sdk.Agents;
using Arch.Sdk.Network;
using Arch.Sdk.Processes;
using Arch.Sdk.Vectors;
using Arch.Workflows.Definitions;

namespace Arch.Agents.Running;

/// <summary>The handling of one message: gathers what the agent asks for, until it is committed.</summary>
internal sealed class HandlingContext : AgentContext, IPluginLog
{
    private const int MostAsked = 1_000;
    private const int MostLines = 200;

    private readonly AgentManagerOptions _options;
    private readonly AgentDefinition _definition;
    private readonly AgentMail _mail;
    private readonly Lock _gate = new();
    private readonly List<AgentMail> _sends = [];
    private readonly List<OutboxItem> _outbox = [];
    private readonly List<string> _cancelled = [];
    private readonly List<AgentLogLine> _log = [];
    private readonly DateTimeOffset _at;
    private int _asked;
    private int _calls;
    private bool _repliesLater;
    private bool _isOver;

    public HandlingContext(AgentManagerOptions options, AgentDefinition definition, AgentMail mail)
    {
        _options = options;
        _definition = definition;
        _mail = mail;
        _at = options.Time.GetUtcNow();
        Tools = [.. definition.Tools.Select(tool => tool.Name)];
    }

    public override string Agent => _definition.FullName;

    public override TimeSpan TimeLimit => _definition.Limits.Time;

    public override IReadOnlyList<string> Tools { get; }

    public override TimeProvider Time => _options.Time;

    public override IPluginLog Log => this;

    public override IFileAccess Files => _options.Services.Files(_definition);

    public override HttpClient Http => _options.Services.Http(_definition);

    public override INetworkAccess Network => _options.Services.Network(_definition);

    public override IProcessAccess Processes => _options.Services.Processes(_definition);

    public override IVectorAccess Vectors => _options.Services.Vectors(_definition);

    public override void Send(string agent, string subject, JsonNode? data = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(agent);
        lock (_gate)
        {
            _sends.Add(new AgentMail
            {
                Agent = agent,
                Id = NextId(),
                Kind = AgentMessageKind.Message,
                Subject = subject,
                Sender = "agent:" + Agent,
                Data = Bytes(data),
                SentAt = _at,
                DueAt = _at,
            });
        }
    }

    public override void Publish(string subject, JsonNode? data = null)
    {
        var isSubject = !SubjectPattern.IsPattern(subject)
            && subject.Split('.').All(part => part.Length > 0 && !part.Any(char.IsWhiteSpace));
        if (!isSubject)
        {
            throw new StepException(
                "ARCH8006", $"'{subject}' cannot be the subject of an event: it must be parts joined by dots, without spaces, '*' and '>'.");
        }

        lock (_gate)
        {
            _outbox.Add(Item(OutboxKind.Event, NextId(), subject, Bytes(data)));
        }
    }

    public override string StartRun(string workflow, JsonObject? inputs = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(workflow);
        lock (_gate)
        {
            var runId = NextId();
            _outbox.Add(Item(OutboxKind.Run, runId, workflow, Bytes(inputs)));
            return runId;
        }
    }

    public override string StartRunAndHear(string workflow, JsonObject? inputs, string subject)
    {
        ArgumentException.ThrowIfNullOrEmpty(workflow);
        return AskAndHear(OutboxKind.Run, workflow, Bytes(inputs), subject);
    }

    public override string StartTool(string tool, JsonObject? arguments, string subject)
    {
        var found = Find(tool);
        return found.Workflow is { } workflow
            ? AskAndHear(OutboxKind.Run, workflow, ValueJson.ToUtf8(Merge(arguments, found.With)), subject)
            : throw new StepException("ARCH8020", $"The tool '{tool}' of the agent '{Agent}' is a step type, which is called; only workflows are started.");
    }

    public override string AskApproval(ApprovalQuestion question, string subject)
    {
        ArgumentNullException.ThrowIfNull(question);
        var data = new JsonObject
        {
            ["title"] = question.Title,
            ["body"] = question.Body ?? "",
            ["arguments"] = question.Arguments?.DeepClone() ?? new JsonObject(),
            ["assign"] = question.Assign?.DeepClone() ?? new JsonObject(),
        };
        return AskAndHear(OutboxKind.Approval, question.Title, Bytes(data), subject);
    }

    public override void Reply(JsonObject outputs)
    {
        if (_mail.ReplyTo is { } replyTo)
        {
            Reply(replyTo, outputs);
        }
    }

    public override void Reply(string replyTo, JsonObject outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        CheckAddress(replyTo);
        lock (_gate)
        {
            NextId();
            _outbox.Add(Item(OutboxKind.Reply, replyTo, "", Bytes(outputs)));
        }
    }

    public override void ReplyError(string replyTo, string code, string message)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        CheckAddress(replyTo);
        lock (_gate)
        {
            NextId();
            _outbox.Add(Item(OutboxKind.Reply, replyTo, code, JsonSerializer.SerializeToUtf8Bytes(message)));
        }
    }

    public override void ReplyLater() => _repliesLater = true;

    public override void After(TimeSpan delay, string name, JsonNode? data = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_gate)
        {
            _cancelled.Remove(name);
            _sends.RemoveAll(mail => mail.Kind == AgentMessageKind.Timer && mail.Subject == name);
            _sends.Add(new AgentMail
            {
                Agent = Agent,
                Id = "timer/" + NextId(),
                Kind = AgentMessageKind.Timer,
                Subject = name,
                Data = Bytes(data),
                SentAt = _at,
                DueAt = _at + delay,
            });
        }
    }

    public override void CancelTimer(string name)
    {
        lock (_gate)
        {
            _sends.RemoveAll(mail => mail.Kind == AgentMessageKind.Timer && mail.Subject == name);
            _cancelled.Add(name);
        }
    }

    public override async Task<JsonObject> CallToolAsync(string tool, JsonObject? arguments, CancellationToken cancellationToken)
    {
        var found = Find(tool);
        int number;
        lock (_gate)
        {
            ThrowIfOver();
            number = ++_calls;
        }

        var id = DerivedIds.Of(Agent, _mail.Id, -number, _mail.SentAt);
        var outputs = await _options.Tools.CallAsync(
            new AgentToolCall
            {
                Agent = _definition,
                Tool = found,
                Arguments = Merge(arguments, found.With),
                IdempotencyKey = "agent/" + id,
                RunId = id,
                Attempt = _mail.Attempts + 1,
                Log = this,
            },
            cancellationToken).ConfigureAwait(false);
        return JsonNode.Parse(outputs.Span) as JsonObject
            ?? throw new StepException("ARCH8006", $"The tool '{tool}' gave no object.");
    }

    public override IReadOnlyList<AgentToolInfo> DescribeTools() => [.. _definition.Tools.Select(_options.Tools.Describe)];

    public override void Show(string text)
    {
        if (!_isOver)
        {
            _options.Observer?.OnShown(Agent, text);
        }
    }

    public void Write(PluginLogLevel level, string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        lock (_gate)
        {
            if (_isOver || _log.Count >= MostLines)
            {
                return;
            }

            _log.Add(new(_options.Time.GetUtcNow(), level, message.Length <= AgentLogLine.MostCharacters
                ? message
                : string.Concat(message.AsSpan(0, AgentLogLine.MostCharacters - 1), "…")));
        }
    }

    /// <summary>Ends the handling: what the handler asks for from now on is refused.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isOver = true;
        }
    }

    public IReadOnlyList<AgentLogLine> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _log];
            }
        }
    }

    /// <summary>Puts what was asked for into the commit.</summary>
    public AgentCommit AddTo(AgentCommit commit)
    {
        lock (_gate)
        {
            var answers = _mail.ReplyTo is { } replyTo
                && !_repliesLater
                && !_outbox.Exists(item => item.Kind == OutboxKind.Reply && item.Id == replyTo);
            return commit with
            {
                Sends = [.. _sends],
                CancelledTimers = [.. _cancelled],
                Outbox = answers ? [.. _outbox, Item(OutboxKind.Reply, _mail.ReplyTo!, "", "{}"u8.ToArray())] : [.. _outbox], // answers says so
                Log = [.. _log],
            };
        }
    }

    private static byte[]? Bytes(JsonNode? data) => data is null ? null : Encoding.UTF8.GetBytes(data.ToJsonString(JsonText));

    private static readonly JsonSerializerOptions JsonText = AgentJson.CreateOptions();

    private static Value Merge(JsonObject? arguments, Value given)
    {
        var members = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
        if (arguments is not null && ValueJson.Parse(Bytes(arguments)!).TryGetObject(out var own)) // there are some
        {
            foreach (var (name, value) in own)
            {
                members[name] = value;
            }
        }

        if (given.TryGetObject(out var fixedOnes))
        {
            foreach (var (name, value) in fixedOnes)
            {
                members[name] = value;
            }
        }

        return Value.From(ValueObject.Of(members));
    }

    private OutboxItem Item(OutboxKind kind, string id, string name, byte[]? data) =>
        new() { Agent = Agent, Kind = kind, Id = id, Name = name, Data = data, At = _at };

    // The message that tells the end waits in the mailbox from now on, so that it is kept with all else or not at all.
    private string AskAndHear(OutboxKind kind, string name, byte[]? data, string subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        lock (_gate)
        {
            var runId = NextId();
            _outbox.Add(Item(kind, runId, name, data));
            _sends.Add(AgentMailRules.Awaiting(Agent, runId, subject, _at));
            return runId;
        }
    }

    private static void CheckAddress(string replyTo)
    {
        if (AgentReply.To(replyTo) is null)
        {
            throw new StepException("ARCH8006", $"'{replyTo}' is no address of a reply. Keep 'reply_to' of the message that asks.");
        }
    }

    private AgentTool Find(string tool) => _definition.Tools.FirstOrDefault(one => one.Name == tool)
        ?? throw new StepException("ARCH8020", $"The agent '{Agent}' has no tool '{tool}'. {ToolList()}");

    private string ToolList() => Tools.Count == 0 ? "It has none; give it some with 'tools'." : $"It has {string.Join(", ", Tools)}.";

    private string NextId()
    {
        ThrowIfOver();
        return ++_asked <= MostAsked
            ? DerivedIds.Of(Agent, _mail.Id, _asked, _at)
            : throw new StepException("ARCH8007", $"The agent '{Agent}' asked for more than {MostAsked} things while it handled one message.");
    }

    private void ThrowIfOver()
    {
        if (_isOver)
        {
            throw new InvalidOperationException("The message is no longer being handled; nothing can be asked for any more.");
        }
    }
}
