using Arch.Agents.Lifecycle;
using Arch.Agents.Ports;
using Arch.Engine.Runs;
using Arch.Sdk.Agents;
using Arch.Workflows.Definitions;

namespace Arch.Agents.Memory;

/// <summary>Keeps agents in memory, for tests and for runs that leave nothing behind.</summary>
public sealed class MemoryAgentStore : IAgentStore
{
    private readonly MemoryAgents _agents;
    private bool _isDead;

    /// <summary>Creates an empty store.</summary>
    public MemoryAgentStore()
        : this(new MemoryAgents())
    {
    }

    private MemoryAgentStore(MemoryAgents agents) => _agents = agents;

    /// <summary>Opens the same data for another owner, as another process would.</summary>
    public MemoryAgentStore Connect() => new(_agents);

    /// <summary>Ends this owner as the end of its process would: nothing is given back.</summary>
    public void Kill() => _isDead = true;

    /// <inheritdoc/>
    public ValueTask<bool> DeclareAsync(AgentDefinition definition, DateTimeOffset at) => Do(agents =>
    {
        if (agents.Find(definition.FullName) is not { } known)
        {
            agents.Add(new MemoryAgent(definition));
            return true;
        }

        if (AgentDefinitionJson.Write(known.Definition).AsSpan().SequenceEqual(AgentDefinitionJson.Write(definition)))
        {
            return false;
        }

        known.Definition = definition;
        if (known.Life.Status is not (AgentStatus.Created or AgentStatus.Stopped or AgentStatus.Stopping))
        {
            known.AddStart(at);
        }

        return true;
    });

    /// <inheritdoc/>
    public ValueTask<AgentSummary?> FindAsync(string agent) => Do(agents => agents.Find(agent)?.Summary);

    /// <inheritdoc/>
    public ValueTask<(AgentDefinition Definition, byte[]? State)?> ReadAsync(string agent) =>
        Do(agents => agents.Find(agent) is { } found ? (found.Definition, found.State) : ((AgentDefinition, byte[]?)?)null);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AgentSummary>> ListAsync(AgentQuery query) => Do(agents => (IReadOnlyList<AgentSummary>)
    [
        .. agents.All
            .Where(agent => (query.Status is null || agent.Life.Status == query.Status)
                && string.CompareOrdinal(agent.Name, query.After ?? "") > 0)
            .Take(query.Limit)
            .Select(agent => agent.Summary),
    ]);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AgentMail>> ListMailAsync(string agent, int limit) =>
        Do(agents => (IReadOnlyList<AgentMail>)[.. agents.Find(agent)?.InOrder.Take(limit) ?? []]);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeadLetter>> ListDeadAsync(string agent, int limit) =>
        Do(agents => (IReadOnlyList<DeadLetter>)[.. agents.Find(agent)?.Dead.AsEnumerable().Reverse().Take(limit) ?? []]);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AgentLogLine>> ReadLogAsync(string agent, int limit) =>
        Do(agents => (IReadOnlyList<AgentLogLine>)[.. agents.Find(agent)?.Log.TakeLast(limit) ?? []]);

    /// <inheritdoc/>
    public async ValueTask AppendLogAsync(string agent, AgentLogLine line) => await Do(agents =>
    {
        agents.Find(agent)?.AddLog([line]);
        return true;
    }).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<MailResult> SendAsync(AgentMail mail) => Do(agents => agents.Send(mail));

    /// <inheritdoc/>
    public ValueTask<int> DeliverAsync(BusEvent message) => Do(agents =>
    {
        var count = 0;
        foreach (var agent in agents.All.Where(one => one.Definition.Inbox is { } inbox && SubjectPattern.Matches(inbox, message.Subject)).ToList())
        {
            var mail = AgentMailRules.Event(agent.Name, message);
            var result = agents.Send(mail);
            count += result == MailResult.Accepted ? 1 : 0;
            if (AgentMailRules.Refusal(mail, result) is not null)
            {
                agent.AddLog([AgentMailRules.Missed(mail, result, message.At)]);
            }
        }

        return count;
    });

    /// <inheritdoc/>
    public ValueTask<AgentLife?> ChangeAsync(string agent, AgentHappening happening, DateTimeOffset at) => Do(agents =>
    {
        if (agents.Find(agent) is not { } found)
        {
            return null;
        }

        var asked = happening is StopAsked stop ? stop with { MayBeBusy = found.Owner is { _isDead: false } } : happening;
        var before = found.Life.Status;
        found.Apply(asked, at);
        if (before != AgentStatus.Starting && found.Life.Status == AgentStatus.Starting)
        {
            found.AddStart(at);
        }

        return (AgentLife?)found.Life;
    });

    /// <inheritdoc/>
    public ValueTask<int> ClaimAsync(DateTimeOffset now) => Do(agents =>
    {
        var count = 0;
        foreach (var agent in agents.All.Where(agent => agent.Owner is null or { _isDead: true }))
        {
            if (agent.Owner is not null && agent.WakeAt <= now)
            {
                agent.Crashes++;
            }

            agent.Owner = this;
            agent.Epoch++;
            count++;
        }

        return count;
    });

    /// <inheritdoc/>
    public async ValueTask ReleaseAsync() => await Do(agents =>
    {
        foreach (var agent in agents.All.Where(agent => agent.Owner == this))
        {
            agent.Owner = null;
        }

        return true;
    }).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReadyAgent>> FindReadyAsync(DateTimeOffset now, int limit) => Do(agents => (IReadOnlyList<ReadyAgent>)
    [
        .. agents.All
            .Where(agent => agent.Owner == this && agent.WakeAt <= now)
            .OrderBy(agent => agent.WakeAt)
            .Take(limit)
            .Select(agent => new ReadyAgent(agent.Name, agent.Crashes > 0)),
    ]);

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset?> FindNextWakeAsync() =>
        Do(agents => agents.All.Where(agent => agent.Owner == this).Min(agent => agent.WakeAt));

    /// <inheritdoc/>
    public ValueTask<AgentWork?> LoadAsync(string agent, DateTimeOffset now) =>
        Do(agents => agents.Find(agent) is { } found && found.Owner == this ? found.Work(now) : null);

    /// <inheritdoc/>
    public ValueTask<AgentCommitResult> CommitAsync(AgentCommit commit) => Do(agents =>
        agents.Find(commit.Agent) is { } agent && agent.Owner == this && agent.Epoch == commit.Epoch
            ? agents.Commit(agent, commit)
            : new AgentCommitResult { IsLost = true });

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListAwaitedAsync(string after, int limit) => Do(agents => (IReadOnlyList<string>)
    [
        .. agents.All
            .SelectMany(agent => agent.Awaited)
            .Where(runId => string.CompareOrdinal(runId, after) > 0)
            .Order(StringComparer.Ordinal)
            .Take(limit),
    ]);

    /// <inheritdoc/>
    public ValueTask<int> ArriveAsync(AgentRunEnd end, DateTimeOffset at) => Do(agents => agents.All.Count(agent => agent.Arrive(end, at)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxItem>> ReadOutboxAsync(long after, int limit) =>
        Do(agents => (IReadOnlyList<OutboxItem>)[.. agents.Outbox.Where(item => item.Number > after).Take(limit)]);

    /// <inheritdoc/>
    public async ValueTask RemoveOutboxAsync(IReadOnlyList<long> numbers) =>
        await Do(agents => agents.Outbox.RemoveAll(item => numbers.Contains(item.Number))).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<int> ForgetAsync(DateTimeOffset before) => Do(agents => agents.All.Sum(agent => agent.Forget(before)));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_isDead)
        {
            await ReleaseAsync().ConfigureAwait(false);
            _isDead = true;
        }
    }

    private ValueTask<T> Do<T>(Func<MemoryAgents, T> work)
    {
        ObjectDisposedException.ThrowIf(_isDead, this);
        lock (_agents)
        {
            return new(work(_agents));
        }
    }

    private sealed class MemoryAgents
    {
        private readonly SortedDictionary<string, MemoryAgent> _all = new(StringComparer.Ordinal);
        private long _outboxNumber;
        private long _mailNumber;

        public IEnumerable<MemoryAgent> All => _all.Values;

        public List<OutboxItem> Outbox { get; } = [];

        public MemoryAgent? Find(string name) => _all.GetValueOrDefault(name);

        public void Add(MemoryAgent agent) => _all.Add(agent.Name, agent);

        public MailResult Send(AgentMail mail) =>
            Find(mail.Agent) is { } agent ? agent.Take(mail, ++_mailNumber, mail.SentAt) : MailResult.Unknown;

        public AgentCommitResult Commit(MemoryAgent agent, AgentCommit commit)
        {
            var handled = agent.Remove(commit.MailId);
            var more = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var mail in commit.Sends)
            {
                var before = more.GetValueOrDefault(mail.Agent);
                more[mail.Agent] = before + 1;
                var result = Find(mail.Agent)?.MayTake(mail, before) ?? MailResult.Unknown;
                if (AgentMailRules.Refusal(mail, result) is { } refusal)
                {
                    agent.PutBack(handled);
                    return new AgentCommitResult { RefusalCode = refusal.Code, Refusal = refusal.Message };
                }
            }

            agent.Finish(handled, commit);
            foreach (var name in commit.CancelledTimers)
            {
                agent.CancelTimer(name);
            }

            foreach (var mail in commit.Sends)
            {
                Send(mail);
            }

            Outbox.AddRange(commit.Outbox.Select(item => item with { Number = ++_outboxNumber }));
            return new AgentCommitResult
            {
                Wakes = commit.Sends.Any(mail => mail.Agent != agent.Name),
                Next = agent.Work(commit.At),
            };
        }
    }

    private sealed class MemoryAgent(AgentDefinition definition)
    {
        private readonly List<(long Number, AgentMail Mail)> _mail = [];
        private readonly Dictionary<string, DateTimeOffset> _handled = new(StringComparer.Ordinal);
        private long _starts;
        private long _handledCount;

        public string Name => Definition.FullName;

        public AgentDefinition Definition { get; set; } = definition;

        public AgentLife Life { get; private set; } = new();

        public byte[]? State { get; private set; }

        public MemoryAgentStore? Owner { get; set; }

        public long Epoch { get; set; }

        public int Crashes { get; set; }

        public DateTimeOffset? LastAt { get; private set; }

        public List<DeadLetter> Dead { get; } = [];

        public List<AgentLogLine> Log { get; } = [];

        public IEnumerable<AgentMail> InOrder =>
            _mail.OrderBy(one => one.Mail.Kind == AgentMessageKind.Start ? 0 : 1).ThenBy(one => one.Number).Select(one => one.Mail);

        public DateTimeOffset? WakeAt =>
            Life.WakeAt(_mail.Count == 0 ? null : _mail.Min(one => one.Mail.DueAt), LastAt + Definition.IdleStop);

        public IEnumerable<string> Awaited => _mail.Select(one => one.Mail.Expects).OfType<string>();

        public AgentSummary Summary => new()
        {
            Agent = Name,
            Type = $"{Definition.Type}@{Definition.Version}",
            Life = Life,
            Pending = _mail.Count,
            Handled = _handledCount,
            Dead = Dead.Count,
            LastAt = LastAt,
            Title = Definition.Title,
        };

        public void Apply(AgentHappening happening, DateTimeOffset at) => Life = AgentLifecycle.After(Life, happening, Definition.Restart, at);

        public void AddStart(DateTimeOffset at)
        {
            _mail.RemoveAll(one => one.Mail.Kind == AgentMessageKind.Start);
            _mail.Add((0, AgentMailRules.Start(Name, ++_starts, at)));
        }

        public bool Arrive(AgentRunEnd end, DateTimeOffset at)
        {
            var index = _mail.FindIndex(one => one.Mail.Expects == end.RunId);
            if (index < 0)
            {
                return false;
            }

            var (number, mail) = _mail[index];
            _mail[index] = (number, mail with { Expects = null, DueAt = at, Data = AgentMailRules.DataOf(end, Definition.Limits.MessageBytes) });
            Apply(new MessageCame(), at);
            return true;
        }

        public MailResult MayTake(AgentMail mail, int besides = 0)
        {
            if (_handled.ContainsKey(mail.Id) || _mail.Exists(one => one.Mail.Id == mail.Id))
            {
                return MailResult.Duplicate;
            }

            if (mail.Data?.Length > Definition.Limits.MessageBytes)
            {
                return MailResult.TooLarge;
            }

            return _mail.Count + besides >= Definition.Limits.Mailbox && !(mail.Kind == AgentMessageKind.Timer && HasTimer(mail.Subject))
                ? MailResult.Full
                : MailResult.Accepted;
        }

        public MailResult Take(AgentMail mail, long number, DateTimeOffset at)
        {
            var result = MayTake(mail);
            if (result == MailResult.Accepted)
            {
                if (mail.Kind == AgentMessageKind.Timer)
                {
                    CancelTimer(mail.Subject);
                }

                _mail.Add((number, mail));
                Apply(new MessageCame(), at);
            }

            return result;
        }

        public void CancelTimer(string name) =>
            _mail.RemoveAll(one => one.Mail.Kind == AgentMessageKind.Timer && one.Mail.Subject == name);

        public (long Number, AgentMail Mail)? Remove(string? id)
        {
            var index = id is null ? -1 : _mail.FindIndex(one => one.Mail.Id == id);
            if (index < 0)
            {
                return null;
            }

            var found = _mail[index];
            _mail.RemoveAt(index);
            return found;
        }

        public void PutBack((long Number, AgentMail Mail)? mail)
        {
            if (mail is { } one)
            {
                _mail.Add(one);
            }
        }

        public void Finish((long Number, AgentMail Mail)? handled, AgentCommit commit)
        {
            Crashes = 0;
            State = commit.State ?? State;
            Apply(commit.Happening, commit.At);
            AddLog(commit.Log);
            if (handled is not { } one)
            {
                return;
            }

            LastAt = commit.At;
            if (commit.Fate == MailFate.Again)
            {
                PutBack((one.Number, one.Mail with { Attempts = one.Mail.Attempts + 1 }));
                return;
            }

            _handled[one.Mail.Id] = commit.At;
            if (commit.Fate == MailFate.Done)
            {
                _handledCount++;
            }
            else
            {
                Dead.Add(new DeadLetter(one.Mail with { Attempts = one.Mail.Attempts + 1 }, commit.Error ?? "", commit.At));
            }
        }

        public AgentWork? Work(DateTimeOffset now)
        {
            if (!(WakeAt <= now))
            {
                return null;
            }

            var isIdle = !_mail.Exists(one => one.Mail.DueAt <= now) && LastAt + Definition.IdleStop <= now;
            return new AgentWork
            {
                Definition = Definition,
                Epoch = Epoch,
                Life = Life,
                State = State,
                Crashes = Crashes,
                IsIdle = isIdle,
                Mail = Life.MayHandle(now) ? InOrder.FirstOrDefault(mail => mail.DueAt <= now) : null,
            };
        }

        public void AddLog(IReadOnlyList<AgentLogLine> lines)
        {
            Log.AddRange(lines);
            Log.RemoveRange(0, Math.Max(0, Log.Count - Definition.Limits.LogLines));
        }

        public int Forget(DateTimeOffset before)
        {
            var old = _handled.Where(pair => pair.Value < before).Select(pair => pair.Key).ToList();
            old.ForEach(id => _handled.Remove(id));
            return old.Count;
        }

        private bool HasTimer(string name) =>
            _mail.Exists(one => one.Mail.Kind == AgentMessageKind.Timer && one.Mail.Subject == name);
    }
}
