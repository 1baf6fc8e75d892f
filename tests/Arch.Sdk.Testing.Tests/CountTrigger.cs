using System.Globalization;
using Arch.Sdk.Triggers;

namespace Arch.Sdk.Testing.Tests;

/// <summary>Finds one item more at each look.</summary>
[Trigger("test.count")]
public sealed class CountTrigger : ITrigger<ProbeInput, ProbeOutput>
{
    public Task<TriggerBatch<ProbeOutput>> PollAsync(ProbeInput settings, TriggerContext context, CancellationToken cancellationToken)
    {
        var next = int.Parse(context.Cursor ?? "0", CultureInfo.InvariantCulture) + 1;
        var key = settings.What == "same" ? "k" : settings.What == "long" ? new string('k', 513) : $"k{next}";
        var item = new TriggerItem<ProbeOutput> { Key = key, Item = new ProbeOutput { LongText = $"{context.Trigger} {next}" } };
        return Task.FromResult(new TriggerBatch<ProbeOutput>
        {
            Items = settings.What == "same" ? [item, item] : [item],
            Cursor = next.ToString(CultureInfo.InvariantCulture),
        });
    }
}
