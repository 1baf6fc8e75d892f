using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Host.Serving;

/// <summary>Gives events to all that take them. One that fails is given the event again, and so are the others, which know it by its id.</summary>
internal sealed class HostEvents(IEventPublisher agents) : IEventPublisher
{
    /// <summary>Gets or sets the triggers, which are made after the engine.</summary>
    public HostTriggers? Triggers { get; set; }

    public async ValueTask PublishAsync(BusEvent message)
    {
        await agents.PublishAsync(message);
        if (Triggers is { } triggers)
        {
            await triggers.Service.OnEventAsync(message);
        }
    }
}
