using System.Text;
using Arch.Plugins.Isolation.Protocol;
using Arch.Plugins.Running;
using Arch.Sdk.Triggers;

namespace Arch.Plugins.Isolation;

/// <summary>Looks for news in the process of the plugin.</summary>
internal sealed class IsolatedTriggerRunner(IsolatedPlugin plugin, PartRequest part) : ITriggerRunner
{
    public PluginOrigin Origin => plugin.Origin;

    public async ValueTask<TriggerNews> PollAsync(
        ReadOnlyMemory<byte> settingsUtf8, TriggerContext context, CancellationToken cancellationToken)
    {
        var settings = settingsUtf8.IsEmpty ? "{}" : Encoding.UTF8.GetString(settingsUtf8.Span);
        var answer = await plugin.CallAsync(
            context,
            nameof(IWorker.PollAsync),
            call => new TriggerRequest(call, part, settings, context.Trigger, context.Cursor),
            cancellationToken).ConfigureAwait(false);
        var news = answer.News!; // there is no failure
        return new TriggerNews(
            [.. news.Items.Select(item => new NewsItem(item.Key, Encoding.UTF8.GetBytes(item.Item)))], news.Cursor, news.HasMore);
    }
}
