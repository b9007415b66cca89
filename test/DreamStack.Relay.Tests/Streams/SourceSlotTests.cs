using DreamStack.Relay.Streams;
using Microsoft.Extensions.Time.Testing;

namespace DreamStack.Relay.Tests.Streams;

public class SourceSlotTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private readonly FakeTimeProvider _time = new();
    private readonly object _first = new();
    private readonly object _second = new();
    private readonly SourceSlot _slot;

    public SourceSlotTests() => _slot = new SourceSlot(_time, Grace);

    [Fact]
    public void A_present_source_refuses_others_and_wrong_tokens()
    {
        Assert.Equal(SourceClaim.Begun, _slot.Claim(_first, null, out string token, out _));
        Assert.Equal(SourceClaim.Refused, _slot.Claim(_second, null, out _, out _));
        Assert.Equal(SourceClaim.Refused, _slot.Claim(_second, token[1..] + "0", out _, out _));
        Assert.True(_slot.IsHeldBy(_first));
    }

    [Fact]
    public void The_token_takes_the_place_back_and_names_who_is_displaced()
    {
        _slot.Claim(_first, null, out string token, out _);
        Assert.Equal(SourceClaim.Resumed, _slot.Claim(_second, token, out string same, out object? displaced));
        Assert.Equal(token, same);
        Assert.Same(_first, displaced);
        Assert.False(_slot.Leave(_first, forGood: false));
        Assert.True(_slot.IsHeldBy(_second));
    }

    [Fact]
    public void Within_the_grace_a_source_resumes_and_after_it_begins_anew()
    {
        _slot.Claim(_first, null, out string token, out _);
        _slot.Leave(_first, forGood: false);
        _time.Advance(Grace - TimeSpan.FromMilliseconds(1));
        Assert.True(_slot.IsInGrace);
        Assert.Equal(Grace - TimeSpan.FromMilliseconds(1), _slot.Away);
        Assert.Equal(SourceClaim.Resumed, _slot.Claim(_first, token, out _, out _));

        _slot.Leave(_first, forGood: false);
        _time.Advance(Grace);
        Assert.False(_slot.IsInGrace);
        _slot.Expire();
        Assert.Equal(TimeSpan.Zero, _slot.Away);
        Assert.Equal(SourceClaim.Begun, _slot.Claim(_first, token, out string fresh, out _));
        Assert.NotEqual(token, fresh);
    }

    [Fact]
    public void An_away_source_yields_to_a_new_one_only_after_its_grace_and_its_token_is_void_then()
    {
        _slot.Claim(_first, null, out string token, out _);
        _slot.Leave(_first, forGood: false);
        _time.Advance(Grace - TimeSpan.FromSeconds(1));
        Assert.Equal(SourceClaim.Refused, _slot.Claim(_second, null, out _, out _));
        Assert.Equal(SourceClaim.Refused, _slot.Claim(_second, token[1..] + "0", out _, out _));
        Assert.Equal(TimeSpan.FromSeconds(1), _slot.GraceLeft);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, _slot.GraceLeft);
        Assert.Equal(SourceClaim.Begun, _slot.Claim(_second, null, out _, out _));
        Assert.Equal(SourceClaim.Refused, _slot.Claim(_first, token, out _, out _));
    }

    [Fact]
    public void A_source_that_ended_leaves_no_grace()
    {
        _slot.Claim(_first, null, out string token, out _);
        _slot.Leave(_first, forGood: true);
        Assert.False(_slot.IsInGrace);
        Assert.Equal(SourceClaim.Begun, _slot.Claim(_second, token, out _, out _));
    }
}
