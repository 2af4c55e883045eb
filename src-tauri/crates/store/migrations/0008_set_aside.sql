-- Of a copy on a hub that was set aside here: `held.hash` of its bytes. Taken in after all it delivers; shown to be forged it does not.
alter table place add column held blob;
