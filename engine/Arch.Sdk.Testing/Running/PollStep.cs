using Arch.Sdk.Triggers;

namespace Arch.Sdk.Testing.Running;

/// <summary>A trigger as a step, so that its settings and items go through the same checks.</summary>
internal sealed class PollStep<TSettings, TItem>(ITrigger<TSettings, TItem> trigger, Func<TriggerContext> createContext) : IStep<TSettings, TriggerBatch<TItem>>
    where TSettings : class
    where TItem : class
{
    public Task<TriggerBatch<TItem>> RunAsync(TSettings input, StepContext context, CancellationToken cancellationToken) =>
        trigger.PollAsync(input, createContext(), cancellationToken);
}
