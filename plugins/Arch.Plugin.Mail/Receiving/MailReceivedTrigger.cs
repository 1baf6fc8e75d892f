using Arch.Plugin.Mail.Connecting;
using Arch.Sdk;
using Arch.Sdk.Triggers;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;

namespace Arch.Plugin.Mail.Receiving;

[Trigger("mail.received", Summary = "Starts a run for each message that arrives in a folder of an IMAP server.")]
internal sealed class MailReceivedTrigger : ITrigger<ReceivedSettings, ReceivedMail>
{
    private const string Move = "move:";

    public async Task<TriggerBatch<ReceivedMail>> PollAsync(ReceivedSettings settings, TriggerContext context, CancellationToken cancellationToken)
    {
        var cursor = ReceivedCursor.Read(context.Cursor);
        using var client = new ImapClient();
        var port = settings.Port ?? (settings.Tls == MailTls.Implicit ? 993 : 143);
        return await MailSession.UseAsync(
            client, settings, port, settings.Tls, context, token => LookAsync(client, settings, cursor, context, token), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<TriggerBatch<ReceivedMail>> LookAsync(
        ImapClient client, ReceivedSettings settings, ReceivedCursor? cursor, TriggerContext context, CancellationToken cancellationToken)
    {
        var folder = await client.GetFolderAsync(settings.Folder, cancellationToken).ConfigureAwait(false);
        await folder.OpenAsync(settings.Mark == "none" ? FolderAccess.ReadOnly : FolderAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        var last = (folder.UidNext ?? throw new StepException("mail_refused", $"The server gives no UIDNEXT for the folder '{settings.Folder}'.")).Id - 1;
        if (cursor is null && settings.From == ReceivedStart.Now)
        {
            var newest = folder.Count == 0 ? 0 : (await NewestAsync(folder, cancellationToken).ConfigureAwait(false)) + 1;
            return new TriggerBatch<ReceivedMail> { Cursor = new ReceivedCursor(folder.UidValidity, last, newest, []).Write() };
        }

        var isRenumbered = cursor is not null && cursor.Validity != folder.UidValidity;
        if (isRenumbered)
        {
            context.Log.Warning($"The server numbered the messages of '{settings.Folder}' anew; those go on that arrived no earlier than the last one seen.");
        }

        // The cursor came back, and so the runs of what it calls pending are kept: only now may these be marked.
        if (cursor is { Pending.Count: > 0 } && !isRenumbered)
        {
            await MarkAsync(client, folder, cursor.Pending, settings.Mark, cancellationToken).ConfigureAwait(false);
        }

        var after = new ReceivedCursor(folder.UidValidity, isRenumbered ? 0 : cursor?.Uid ?? 0, cursor?.Arrived ?? 0, []);
        return await ReadAsync(folder, settings, after, last, isRenumbered ? after.Arrived : long.MinValue, context, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<TriggerBatch<ReceivedMail>> ReadAsync(
        IMailFolder folder, ReceivedSettings settings, ReceivedCursor after, uint last, long arrivedFrom, TriggerContext context, CancellationToken cancellationToken)
    {
        var found = await FindAsync(folder, settings.Filter, after.Uid, last, cancellationToken).ConfigureAwait(false);
        var summaries = await WantedAsync(folder, found, arrivedFrom, settings.Limit, cancellationToken).ConfigureAwait(false);
        var hasMore = summaries.Count > settings.Limit;
        var reader = new MailReader(folder, settings, context);
        var items = new List<TriggerItem<ReceivedMail>>();
        var pending = new UniqueIdSet(folder.UidValidity, SortOrder.Ascending);
        var arrived = after.Arrived;
        foreach (var summary in summaries.Take(settings.Limit))
        {
            items.Add(new TriggerItem<ReceivedMail>
            {
                Key = MailReader.Key(summary),
                Item = await reader.ReadAsync(summary, cancellationToken).ConfigureAwait(false),
            });
            arrived = Math.Max(arrived, summary.InternalDate?.ToUnixTimeSeconds() ?? 0);
            if (settings.Mark != "none")
            {
                pending.Add(summary.UniqueId);
            }
        }

        var uid = hasMore ? summaries[settings.Limit - 1].UniqueId.Id : Math.Max(last, after.Uid);
        return new TriggerBatch<ReceivedMail>
        {
            Items = items,
            Cursor = new ReceivedCursor(folder.UidValidity, uid, arrived, pending).Write(),
            HasMore = hasMore || pending.Count > 0,
        };
    }

    // Bounded by what the folder had when it was opened: what comes meanwhile is the next look's.
    private static async Task<IReadOnlyList<UniqueId>> FindAsync(
        IMailFolder folder, ReceivedFilter filter, uint after, uint last, CancellationToken cancellationToken)
    {
        if (after >= last)
        {
            return [];
        }

        var range = new UniqueIdRange(folder.UidValidity, after + 1, last);
        var found = await folder.SearchAsync(filter.Narrow(SearchQuery.Uids(range)), cancellationToken).ConfigureAwait(false);
        return [.. found.Where(uid => uid.Id > after && uid.Id <= last).OrderBy(uid => uid.Id)];
    }

    // One more than the limit, which tells whether there is more.
    private static async Task<List<IMessageSummary>> WantedAsync(
        IMailFolder folder, IReadOnlyList<UniqueId> found, long arrivedFrom, int limit, CancellationToken cancellationToken)
    {
        var wanted = new List<IMessageSummary>();
        foreach (var part in found.Chunk(limit + 1))
        {
            var summaries = await folder.FetchAsync([.. part], MailReader.Wanted, cancellationToken).ConfigureAwait(false);
            wanted.AddRange(summaries
                .Where(summary => (summary.InternalDate?.ToUnixTimeSeconds() ?? long.MaxValue) >= arrivedFrom)
                .OrderBy(summary => summary.UniqueId.Id));
            if (wanted.Count > limit)
            {
                break;
            }
        }

        return wanted;
    }

    private static async Task<long> NewestAsync(IMailFolder folder, CancellationToken cancellationToken)
    {
        var summaries = await folder.FetchAsync(folder.Count - 1, folder.Count - 1, MessageSummaryItems.InternalDate, cancellationToken).ConfigureAwait(false);
        return summaries.Count == 0 ? 0 : summaries[0].InternalDate?.ToUnixTimeSeconds() ?? 0;
    }

    private static async Task MarkAsync(ImapClient client, IMailFolder folder, UniqueIdSet uids, string mark, CancellationToken cancellationToken)
    {
        if (mark == "seen")
        {
            await folder.AddFlagsAsync(uids, MessageFlags.Seen, silent: true, cancellationToken).ConfigureAwait(false);
        }
        else if (mark.StartsWith(Move, StringComparison.Ordinal))
        {
            var target = await client.GetFolderAsync(mark[Move.Length..], cancellationToken).ConfigureAwait(false);
            await folder.MoveToAsync(uids, target, cancellationToken).ConfigureAwait(false);
        }
    }
}
