using Arch.Sdk;

namespace Arch.Triggers.Ports;

/// <summary>Is told what does not work. Must return fast and never throw.</summary>
public interface ITriggerObserver
{
    /// <summary>Is called for a firing that started no run although it should have.</summary>
    /// <param name="firing">The firing, with the reason.</param>
    void OnFailed(Firing firing);

    /// <summary>Is called when the store or the engine does not work; it is tried again.</summary>
    /// <param name="exception">What happened.</param>
    void OnTrouble(ArchException exception);
}
