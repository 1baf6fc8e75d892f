using Arch.Agents.Ports;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Sdk.Agents;
using Arch.Storage.Sqlite;
using Arch.Storage.Sqlite.Agents;

namespace Arch.Host.Agents;

/// <summary>
/// The agents of the project as its runs see them, in every process: questions of steps and events are put into their mailboxes,
/// whoever handles them. The store is opened when it is first needed, and not made for projects that have no agents.
/// </summary>
internal sealed class ProjectAgents(string dataFolder) : IAgentGateway, IEventPublisher, IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private SqliteAgentStore? _store;

    public async ValueTask AskAsync(AgentAsk ask)
    {
        var mail = new AgentMail
        {
            Agent = ask.Agent,
            Id = ask.Id,
            Kind = AgentMessageKind.Ask,
            Subject = ask.StepPath,
            Sender = "run:" + ask.RunId.Value,
            Data = ValueJson.ToUtf8(ask.Data),
            ReplyTo = AgentReply.Address(ask.RunId, ask.Activation, ask.Attempt),
            SentAt = ask.At,
            DueAt = ask.At,
        };
        var result = await FindAsync() is { } store ? await store.SendAsync(mail) : MailResult.Unknown;
        if (AgentMailRules.Refusal(mail, result) is var (code, message))
        {
            throw new StepException(code, message) { Retryable = result == MailResult.Full };
        }
    }

    public async ValueTask PublishAsync(BusEvent message)
    {
        if (await FindAsync() is { } store)
        {
            await store.DeliverAsync(message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        _gate.Dispose();
    }

    private async ValueTask<SqliteAgentStore?> FindAsync()
    {
        if (_store is null && File.Exists(Path.Combine(dataFolder, SqliteAgentStore.FileName)))
        {
            await _gate.WaitAsync();
            try
            {
#pragma warning disable CA1508 // Another thread may have opened it while this one waited
                _store ??= await SqliteAgentStore.OpenAsync(new SqliteStoreOptions { Folder = dataFolder });
#pragma warning restore CA1508
            }
            finally
            {
                _gate.Release();
            }
        }

        return _store;
    }
}
