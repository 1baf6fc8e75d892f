using Arch.Agents.Ports;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Sdk;

namespace Arch.Agents.Running;

/// <summary>Carries out what was committed. What was not carried out when a host died is carried out by the next.</summary>
#pragma warning disable CA1001 // Disposed of by StopAsync, after which nothing of it is used
internal sealed class OutboxCourier(AgentManagerOptions options, Action<ArchException> fail, Action arrived)
#pragma warning restore CA1001
{
    private const int Most = 256;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _hints = new(0, 1);
    private Task _work = Task.CompletedTask;

    public void Start() => _work = Task.Run(WorkAsync);

    public void Hint()
    {
        lock (_hints)
        {
            if (_hints.CurrentCount == 0)
            {
                _hints.Release();
            }
        }
    }

    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _hints.Dispose();
        _stopping.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                var isAll = await CarryOutAllAsync().ConfigureAwait(false);
                using var enough = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
                var rest = Task.Delay(LookEvery, options.Time, enough.Token);

                // After something that could not be carried out just now, hints do not hurry.
                await (isAll ? Task.WhenAny(_hints.WaitAsync(enough.Token), rest) : Task.WhenAny(rest)).ConfigureAwait(false);
                await enough.CancelAsync().ConfigureAwait(false);
            }

            await CarryOutAllAsync().ConfigureAwait(false);
        }
        catch (ArchException exception)
        {
            fail(exception);
        }
#pragma warning disable CA1031 // The last resort: that nothing is carried out any more must not stay unseen
        catch (Exception exception)
#pragma warning restore CA1031
        {
            fail(AgentManager.Defect(exception));
        }
    }

    private async Task<bool> CarryOutAllAsync()
    {
        var after = 0L;
        var isAll = true;
        while (true)
        {
            var items = await options.Store.ReadOutboxAsync(after, Most).ConfigureAwait(false);
            if (items.Count == 0)
            {
                return isAll;
            }

            var done = await Task.WhenAll(items.Select(CarryOutAsync)).ConfigureAwait(false);
            after = items[^1].Number;
            isAll &= Array.TrueForAll(done, one => one);
            var numbers = items.Where((_, index) => done[index]).Select(item => item.Number).ToList();
            if (numbers.Count > 0)
            {
                await options.Store.RemoveOutboxAsync(numbers).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> CarryOutAsync(OutboxItem item)
    {
        try
        {
            await (item.Kind switch
            {
                OutboxKind.Event => options.World.PublishAsync(new BusEvent
                {
                    Id = item.Id,
                    Subject = item.Name,
                    Data = item.Data is null ? Value.Undefined : ValueJson.Parse(item.Data),
                    At = item.At,
                }),
                OutboxKind.Run => options.World.StartRunAsync(
                    item.Agent, new RunId(item.Id), item.Name, item.Data is null ? Value.EmptyObject : ValueJson.Parse(item.Data)),
                OutboxKind.Approval => options.World.AskApprovalAsync(item.Agent, new RunId(item.Id), ValueJson.Parse(item.Data!)), // a question has data
                _ => options.World.ReplyAsync(Reply(item)),
            }).ConfigureAwait(false);
            return true;
        }
        catch (ArchException exception) when (exception is not JournalStoreException)
        {
            await TellAsync(item, $"{Describe(item)} was refused: {exception.Code} {exception.Message}", PluginLogLevel.Error).ConfigureAwait(false);
            if (item.Kind is OutboxKind.Run or OutboxKind.Approval)
            {
                await ArriveAsync(item, exception).ConfigureAwait(false);
            }

            return true;
        }
#pragma warning disable CA1031 // Whatever it is, it is tried again
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await TellAsync(item, $"{Describe(item)} did not work and will be tried again: {exception.Message}", PluginLogLevel.Warning).ConfigureAwait(false);
            return false;
        }
    }

    // Whoever waits for the end of a run that cannot start would wait for ever.
    private async Task ArriveAsync(OutboxItem item, ArchException exception)
    {
        var end = new AgentRunEnd { RunId = item.Id, Status = "failed", ErrorCode = exception.Code, ErrorMessage = exception.Message };
        if (await options.Store.ArriveAsync(end, options.Time.GetUtcNow()).ConfigureAwait(false) > 0)
        {
            arrived();
        }
    }

    private static AgentReply Reply(OutboxItem item)
    {
        var data = item.Data is null ? Value.EmptyObject : ValueJson.Parse(item.Data);
        var reply = AgentReply.To(item.Id)!; // what is no address was refused before
        return item.Name.Length == 0
            ? reply with { Outputs = data }
            : reply with
            {
                Error = new StepError { Kind = StepErrorKinds.Plugin, Code = item.Name, Message = $"Agent '{item.Agent}': {data}" },
            };
    }

    private static string Describe(OutboxItem item) => item.Kind switch
    {
        OutboxKind.Event => $"The event '{item.Name}'",
        OutboxKind.Approval => $"The question '{item.Name}', run {item.Id},",
        OutboxKind.Run => $"The start of '{item.Name}', run {item.Id},",
        _ => $"The reply to {item.Id}",
    };

    private async Task TellAsync(OutboxItem item, string text, PluginLogLevel level)
    {
        var line = new AgentLogLine(options.Time.GetUtcNow(), level, text.Length <= AgentLogLine.MostCharacters ? text : text[..AgentLogLine.MostCharacters]);
        await options.Store.AppendLogAsync(item.Agent, line).ConfigureAwait(false);
        options.Observer?.OnLog(item.Agent, line);
    }
}
