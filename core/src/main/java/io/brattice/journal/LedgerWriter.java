package io.brattice.journal;

import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.ToolCall;
import io.brattice.approval.Approval;
import io.brattice.approval.Person;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Balance;
import io.brattice.policy.Charge;
import io.brattice.policy.History;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes the values of a ledger as bytes, field by field, in the order in which {@link LedgerReader} reads them. */
final class LedgerWriter {

    /** What {@code writeUTF} takes at most, when every character needs three bytes. */
    static final int CHUNK = 65_535 / 3;

    private final ByteArrayDataOutput out = ByteStreams.newDataOutput(256);

    LedgerWriter(LedgerEvent.Kind kind) {
        out.writeByte(kind.code());
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** Every string survives, also one with unpaired surrogates, which UTF-8 proper would lose. */
    LedgerWriter put(String text) {
        out.writeInt(text.length());
        for (int at = 0; at < text.length(); at += CHUNK) {
            out.writeUTF(text.substring(at, Math.min(text.length(), at + CHUNK)));
        }
        return this;
    }

    LedgerWriter put(long number) {
        out.writeLong(number);
        return this;
    }

    LedgerWriter put(boolean flag) {
        out.writeBoolean(flag);
        return this;
    }

    /** By name, so that a constant may be added anywhere. */
    LedgerWriter put(Enum<?> constant) {
        return put(constant.name());
    }

    LedgerWriter put(Instant at) {
        out.writeLong(at.getEpochSecond());
        out.writeInt(at.getNano());
        return this;
    }

    LedgerWriter put(Duration time) {
        out.writeLong(time.getSeconds());
        out.writeInt(time.getNano());
        return this;
    }

    LedgerWriter put(Digest digest) {
        out.write(digest.bytes());
        return this;
    }

    LedgerWriter put(Arguments arguments) {
        byte[] canonical = arguments.canonical();
        out.writeInt(canonical.length);
        out.write(canonical);
        return this;
    }

    LedgerWriter put(Effect effect) {
        return put(effect.verb())
                .put(effect.resource().uri())
                .put(effect.count())
                .put(effect.bytes())
                .put(effect.reversibility())
                .put(effect.inherent());
    }

    LedgerWriter put(History.Past past) {
        return put(past.call())
                .put(past.session())
                .put(past.tool())
                .put(past.at())
                .all(past.effects(), this::put)
                .put(past.inherent())
                .put(past.state());
    }

    LedgerWriter put(History.Refusal refusal) {
        return put(refusal.verb())
                .put(refusal.resource().uri())
                .put(refusal.inherent())
                .put(refusal.at())
                .put(refusal.until())
                .put(refusal.by())
                .put(refusal.why());
    }

    /** Without its charges. */
    LedgerWriter put(Claim claim) {
        return put(claim.principal())
                .put(claim.action())
                .put(claim.repetition())
                .put(claim.seen())
                .put(claim.effects())
                .maybe(claim.ticket(), this::put)
                .put(claim.evenWhenStopped())
                .put(claim.at());
    }

    LedgerWriter put(Charge charge) {
        return put(charge.account()).put(charge.amount()).put(charge.kept());
    }

    LedgerWriter put(Balance balance) {
        return put(balance.version())
                .put(balance.kept())
                .all(balance.cells(), cell -> put(cell.from()).put(cell.until()).put(cell.sum()));
    }

    private LedgerWriter put(BigDecimal amount) {
        return put(amount.toString());
    }

    /** Without its charges. */
    LedgerWriter put(LedgerState.Call call) {
        return put(call.principal())
                .put(call.action())
                .put(call.repetition())
                .put(call.past())
                .put(call.number())
                .maybe(call.ticket(), this::put)
                .put(call.owner())
                .put(call.outcome())
                .put(call.changed());
    }

    LedgerWriter put(Approval approval) {
        Person by = approval.by();
        return put(approval.yes())
                .put(by.name())
                .put(by.authenticated())
                .all(by.roles(), this::put)
                .put(approval.why())
                .put(approval.question())
                .maybe(approval.edit(), this::put);
    }

    LedgerWriter put(Caller caller) {
        return put(caller.kind())
                .put(caller.tenant())
                .put(caller.name())
                .put(caller.session())
                .maybe(caller.onBehalfOf(), this::put)
                .all(caller.roles(), this::put)
                .maybe(caller.parent(), this::put)
                .all(caller.taint(), this::put);
    }

    LedgerWriter put(ToolCall call) {
        return put(call.id())
                .put(call.tool())
                .put(call.arguments())
                .put(call.caller())
                .put(call.rationale());
    }

    LedgerWriter put(ApprovalTerms terms) {
        put((long) terms.people());
        return all(terms.roles(), this::put)
                .put(terms.independent())
                .put(terms.answerWithin())
                .put(terms.validFor())
                .put(terms.coolDown())
                .all(terms.to(), this::put);
    }

    LedgerWriter put(Parked question) {
        return put(question.ticket())
                .put(question.call())
                .put(question.question())
                .put(question.binding())
                .all(question.effects(), this::put)
                .put(question.terms())
                .put(question.asked())
                .put(question.state())
                .all(question.answers(), this::put)
                .put(question.ready())
                .put(question.expires())
                .maybe(question.outcome(), this::put);
    }

    <T> LedgerWriter all(Collection<T> items, Consumer<T> put) {
        out.writeInt(items.size());
        items.forEach(put);
        return this;
    }

    private <T> LedgerWriter maybe(Optional<T> item, Consumer<T> put) {
        out.writeBoolean(item.isPresent());
        item.ifPresent(put);
        return this;
    }
}
