using System.Text;
using System.Text.Json;
using Arch.Agents.Lifecycle;
using Arch.Agents.Ports;
using Arch.Sdk;
using Arch.Sdk.Agents;

namespace Arch.Agents.Running;

/// <summary>A turn of an agent: it handles the messages that are due, one after the other, but not so many that others wait for long.</summary>
internal sealed class AgentTurn(AgentManager manager, string agent)
{
    private const int MostMessages = 64;

    private AgentManagerOptions Options => manager.Options;

    public async Task RunAsync()
    {
        var work = await Options.Store.LoadAsync(agent, Options.Time.GetUtcNow()).ConfigureAwait(false);
        for (var count = 0; work is not null && count < MostMessages && !manager.Stopping.IsCancellationRequested; count++)
        {
            var commit = work.Mail is { } mail ? await HandleAsync(work, mail).ConfigureAwait(false) : Nothing(work);
            if (commit is null)
            {
                return;
            }

            var result = await KeepAsync(work, commit).ConfigureAwait(false);
            if (result.IsLost)
            {
                return;
            }

            if (result.Wakes)
            {
                manager.Hint();
            }

            work = result.Next;
        }
    }

    private async Task<AgentCommitResult> KeepAsync(AgentWork work, AgentCommit commit)
    {
        var result = await Options.Store.CommitAsync(commit).ConfigureAwait(false);
        if (result.Refusal is { } refusal && work.Mail is { } mail)
        {
            // What it wanted to send cannot be sent: that is its failure, and whoever floods others is held back by it.
            commit = Failed(work, mail, result.RefusalCode ?? "ARCH8001", refusal, commit.Log);
            result = await Options.Store.CommitAsync(commit).ConfigureAwait(false);
        }

        if (!result.IsLost)
        {
            foreach (var line in commit.Log)
            {
                Options.Observer?.OnLog(agent, line);
            }

            manager.Awaited.Add(commit.Sends);
            if (commit.Outbox.Count > 0)
            {
                manager.OnOutbox();
            }
        }

        return result;
    }

    private AgentCommit Nothing(AgentWork work) => new()
    {
        Agent = agent,
        Epoch = work.Epoch,
        At = Options.Time.GetUtcNow(),
        Happening = new MomentCame(work.IsIdle),
    };

    // Gives null when the host is stopping and the message is left to the next.
    private async Task<AgentCommit?> HandleAsync(AgentWork work, AgentMail mail)
    {
        if (work.Crashes >= IAgentStore.MostCrashes)
        {
            return Failed(work, mail with { Attempts = int.MaxValue - 1 }, "ARCH8008", $"The hosts that handled it died {work.Crashes} times in a row, so it probably ends the process.", []);
        }

        if (Options.Runners.Find(work.Definition.Type, work.Definition.Version) is not { } runner)
        {
            return Failed(work, mail, "ARCH8002", $"No plugin offers the agent type '{work.Definition.Type}@{work.Definition.Version}' here.", []);
        }

        var context = new HandlingContext(Options, work.Definition, mail);
        try
        {
            var state = await RunAsync(runner, work, mail, context).ConfigureAwait(false);
            if (state is null)
            {
                return null;
            }

            if (state.Length > work.Definition.Limits.StateBytes)
            {
                return Failed(work, mail, "ARCH8009", $"The new state takes {state.Length} bytes, more than the {work.Definition.Limits.StateBytes} that 'limits.state' allows.", context.Lines);
            }

            return context.AddTo(new AgentCommit
            {
                Agent = agent,
                Epoch = work.Epoch,
                At = Options.Time.GetUtcNow(),
                Happening = new MessageHandled(),
                MailId = mail.Id,
                Fate = MailFate.Done,
                State = work.State is { } before && before.AsSpan().SequenceEqual(state) ? null : state,
            });
        }
        catch (StepException exception)
        {
            return Failed(work, mail, exception.Code, exception.Message, context.Lines);
        }
#pragma warning disable CA1031 // Whatever an agent type throws is a failure of its agent, not of the host
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Failed(work, mail, "ARCH8010", $"The agent type '{work.Definition.Type}' threw {exception.GetType().Name}: {exception.Message}", context.Lines);
        }
        finally
        {
            context.Close();
        }
    }

    private async Task<byte[]?> RunAsync(IAgentRunner runner, AgentWork work, AgentMail mail, HandlingContext context)
    {
        var limit = work.Definition.Limits.Time;
#pragma warning disable CA2000 // Disposed of when the handler has ended, which may be long after nobody waits for it any more
        var cancellation = new CancellationTokenSource();
#pragma warning restore CA2000
        var call = manager.Threads.Begin(() =>
            runner.HandleAsync(Message(mail, work.Definition.Limits.Attempts), work.State, Options.Services.SettingsOf(work.Definition), context, cancellation.Token));
        _ = call.Ended.ContinueWith(
            static (_, state) => ((CancellationTokenSource)state!).Dispose(), cancellation, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default); // the state is the source
        if (await EndsWithinAsync(call.Ended, limit).ConfigureAwait(false))
        {
            return await call.Ended.ConfigureAwait(false);
        }

        context.Close();
        await CancelAsync(cancellation).ConfigureAwait(false);
        if (await EndsWithinAsync(call.Ended, Options.Grace).ConfigureAwait(false))
        {
            _ = call.Ended.Exception;
        }
        else
        {
            manager.Threads.Abandon(call);
        }

        throw new StepException("ARCH8011", $"The message was not handled within {Arch.Workflows.Durations.DurationText.Format(limit)}, the limit of time.");
    }

    private async Task<bool> EndsWithinAsync(Task ended, TimeSpan limit)
    {
        if (ended.IsCompleted)
        {
            return true;
        }

        using var enough = new CancellationTokenSource();
        var first = await Task.WhenAny(ended, Task.Delay(limit, Options.Time, enough.Token)).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
        return first == ended;
    }

    private static async Task CancelAsync(CancellationTokenSource cancellation)
    {
        try
        {
            await cancellation.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AggregateException or ObjectDisposedException)
        {
            // What the handler does about it is of no interest, and it may have ended in this very moment.
        }
    }

    private AgentCommit Failed(AgentWork work, AgentMail mail, string code, string message, IReadOnlyList<AgentLogLine> log)
    {
        var now = Options.Time.GetUtcNow();
        var isDead = mail.Attempts + 1 >= work.Definition.Limits.Attempts;
        var what = mail.Kind == AgentMessageKind.Message || mail.Subject.Length > 0 ? $"'{mail.Subject}'" : mail.Kind.ToString();
        var reason = $"{code} {message}";
        var told = $"Message {mail.Id} ({what}), attempt {(mail.Attempts < 1_000_000 ? mail.Attempts + 1 : 1)}: {reason}{(isDead ? " It was put aside." : "")}";
        return new AgentCommit
        {
            Agent = agent,
            Epoch = work.Epoch,
            At = now,
            Happening = new MessageFailed(reason),
            MailId = mail.Id,
            Fate = isDead ? MailFate.Dead : MailFate.Again,
            Error = reason,
            Outbox = isDead && mail.ReplyTo is { } replyTo
                ? [new OutboxItem { Agent = agent, Kind = OutboxKind.Reply, Id = replyTo, Name = code, Data = Text(message), At = now }]
                : [],
            Log = [.. log, new AgentLogLine(now, isDead ? PluginLogLevel.Error : PluginLogLevel.Warning, Cut(told))],
        };
    }

    private static byte[] Text(string message) => JsonSerializer.SerializeToUtf8Bytes(message);

    private static string Cut(string text) =>
        text.Length <= AgentLogLine.MostCharacters ? text : string.Concat(text.AsSpan(0, AgentLogLine.MostCharacters - 1), "…");

    private static AgentMessage Message(AgentMail mail, int attempts) => new()
    {
        Id = mail.Id,
        Kind = mail.Kind,
        Subject = mail.Subject,
        Sender = mail.Sender,
        Data = mail.Data is null ? null : System.Text.Json.Nodes.JsonNode.Parse(Encoding.UTF8.GetString(mail.Data)),
        SentAt = mail.SentAt,
        Attempt = mail.Attempts + 1,
        IsLastAttempt = mail.Attempts + 1 >= attempts,
        ReplyTo = mail.ReplyTo,
    };
}
