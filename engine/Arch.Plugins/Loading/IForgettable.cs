namespace Arch.Plugins.Loading;

/// <summary>Refers to code of a plugin, and can be told to stop doing so.</summary>
internal interface IForgettable
{
    void Forget();
}
