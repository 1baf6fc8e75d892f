using System.Text.Json;
using Arch.Plugins.Shapes;
using Arch.Sdk;
using Arch.Sdk.Triggers;

namespace Arch.Plugins.Running;

/// <summary>Reads the settings, calls the trigger and writes its items.</summary>
internal sealed class TriggerRunner<TSettings, TItem> : ITriggerRunner
    where TSettings : class
    where TItem : class
{
    private const int LongestKey = 512;
    private const int LongestCursor = 64 * 1024;

    private readonly string _owner;
    private readonly ITrigger<TSettings, TItem> _trigger;
    private readonly RecordInput<TSettings> _settings;
    private readonly RecordOutput<TItem> _item;

    public TriggerRunner(
        PluginOrigin origin, string triggerType, ITrigger<TSettings, TItem> trigger, RecordShape settings, JsonSerializerOptions options)
    {
        Origin = origin;
        _owner = $"The trigger type '{triggerType}'";
        _trigger = trigger;
        _settings = new RecordInput<TSettings>(triggerType, settings, options);
        _item = new RecordOutput<TItem>(_owner, options);
    }

    public PluginOrigin Origin { get; }

    public async ValueTask<TriggerNews> PollAsync(
        ReadOnlyMemory<byte> settingsUtf8, TriggerContext context, CancellationToken cancellationToken)
    {
        var settings = _settings.Read(settingsUtf8);
        var batch = await PluginCall.RunAsync(_owner, () => _trigger.PollAsync(settings, context, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        if (batch is null)
        {
            throw new StepException("ARCH4102", $"{_owner} returned null; it must return a TriggerBatch.");
        }

        if (batch.Cursor?.Length > LongestCursor)
        {
            throw new StepException("ARCH4103", $"{_owner} gave a cursor of {batch.Cursor.Length} characters; at most {LongestCursor} are kept.");
        }

        return new TriggerNews([.. batch.Items.Select(Write)], batch.Cursor, batch.HasMore);
    }

    private NewsItem Write(TriggerItem<TItem> item) => item.Key is { Length: > 0 and <= LongestKey }
        ? new NewsItem(item.Key, _item.Write(item.Item))
        : throw new StepException(
            "ARCH4103", $"{_owner} gave an item with a key of {item.Key?.Length ?? 0} characters; it must have 1 to {LongestKey}.");
}
